// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/manifestwork.h"

#include <QWidget>

namespace signalbox {

class PlainLabel;
class SignalChip;

/// Which manifest is open, what it is of, and what it came to against the cluster.
class RecoveryHead final : public QWidget
{
    Q_OBJECT

public:
    explicit RecoveryHead(QWidget *parent = nullptr);

    /// `profile`: whose cluster the window is at.
    void show(const std::optional<ManifestWork::Opened> &opened,
              const std::optional<ManifestWork::Found> &found, const QString &profile, Instant now);

private:
    void showVerdict(const ManifestWork::Found &found, Instant now);

    PlainLabel *m_file;
    PlainLabel *m_taken;
    PlainLabel *m_foreign;
    SignalChip *m_chip;
    PlainLabel *m_verdict;
};

} // namespace signalbox
