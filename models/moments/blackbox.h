// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/acts.h"
#include "models/store/excerpt.h"

/// A black box: what was seen, judged and done in a stretch of time, in one file (store/excerpt.h), for
/// whoever looks into it later. No tokens and no payloads: neither store nor journal has any. Blocking; any
/// thread.
namespace signalbox::blackbox {

struct Order
{
    QString store;   ///< the profile's
    QString journal; ///< likewise
    QString file;    ///< a new one
    ExcerptLabel label;
    QStringList namespaces; ///< that may be read: of others nothing goes into it
};

struct Contents
{
    ExcerptSize seen;
    qint64 interventions = 0;
};

[[nodiscard]] Result<Contents> write(const Order &order);
/// What was done, newest first.
[[nodiscard]] Result<std::vector<Act>> readActs(const QString &file);

} // namespace signalbox::blackbox
