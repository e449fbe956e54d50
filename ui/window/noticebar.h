// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace signalbox {

class Banner;

/// Sentences that somebody has to have read, one after the other, each until it is put away.
class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void add(const QString &sentence);

private:
    void showFirst();

    Banner *m_banner;
    QStringList m_sentences;
};

} // namespace signalbox
