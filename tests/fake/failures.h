// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/failure.h"

/// Failures as tests need them, outermost link first.
namespace signalbox::fake {

/// An application failure where a type is given.
[[nodiscard]] inline FailureLink link(const QString &message, const QString &type = {})
{
    FailureLink made;
    made.message = message;
    made.type = type;
    made.kind = type.isEmpty() ? FailureKind::Other : FailureKind::Application;
    return made;
}

[[nodiscard]] inline FailureLink linkOf(FailureKind kind, const QString &message, const QString &subject = {})
{
    FailureLink made = link(message);
    made.kind = kind;
    made.subject = subject;
    return made;
}

[[nodiscard]] inline FailureLink encryptedLink(const QString &type)
{
    FailureLink made = link({}, type);
    made.isEncrypted = true;
    return made;
}

[[nodiscard]] inline Failure failed(std::vector<FailureLink> links)
{
    return {std::move(links), 0};
}

/// `raise ApplicationError("step failed") from ConnectionError("db-7:5432 refused")`
[[nodiscard]] inline Failure stepFailed()
{
    return failed({link(QStringLiteral("step failed"), QStringLiteral("ApplicationError")),
                   link(QStringLiteral("db-7:5432 refused"), QStringLiteral("ConnectionError"))});
}

} // namespace signalbox::fake
