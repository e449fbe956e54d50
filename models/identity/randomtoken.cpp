// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/randomtoken.h"

#include "models/base/text.h"
#include "models/identity/base64url.h"

#include <openssl/rand.h>

namespace signalbox {

using namespace Qt::StringLiterals;

Result<QByteArray> randomToken()
{
    QByteArray bytes(32, Qt::Uninitialized);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size())) != 1)
        return fail(ErrorKind::Internal, Text::tr("this machine gave no random numbers"));
    return toBase64Url(bytes);
}

} // namespace signalbox
