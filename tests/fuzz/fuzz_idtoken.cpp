// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/identity/idtokenverifier.h"
#include "models/identity/jwks.h"
#include "models/identity/jws.h"

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

// Appendix A.3, as the corpus names it.
constexpr auto keyOfRfc7515 = R"({"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"k2",
    "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const KeySet keys = KeySet::parse(keyOfRfc7515).value();
    const QByteArray token = fuzz::bytesOf(data, size);
    std::ignore = claimedKeyId(token);
    IdTokenExpectation expected;
    expected.issuer = u"https://id.example.org/r"_s;
    expected.clientId = u"signalbox"_s;
    expected.now = Instant(Milliseconds(1'790'000'000'000));
    // Nobody signed what is made here.
    fuzz::demand(!verifyJws(token, keys));
    fuzz::demand(!verifyIdToken(token, keys, expected));
    return 0;
}
