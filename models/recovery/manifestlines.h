// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/recovery/manifest.h"

#include <QByteArray>

namespace signalbox::manifest {

/// The lines of a manifest as JSON objects, one after the other. Of a run, what is the same as of the run
/// before in its namespace is left out: type and queue mostly are. So a writer and a reader each have a
/// state, which a namespace's line clears. Any thread, one at a time.
class LineForm
{
public:
    /// With its end.
    [[nodiscard]] QByteArray write(const Line &line);
    /// Without or with it. Keys that nobody knows are ignored; the error's detail is the reason alone.
    [[nodiscard]] Result<Line> read(const QByteArray &line);

private:
    Run m_before;
};

[[nodiscard]] QString nameOf(Part part); ///< in the file: "search_attributes"

} // namespace signalbox::manifest
