// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace signalbox {

class PlainLabel;

/// A bar that says that what is below it is the past, in the theme's colour of the past, whatever the
/// environment's is. Beside its sentence there is room for a button.
class PastBanner final : public QWidget
{
    Q_OBJECT

public:
    explicit PastBanner(const QString &sentenceName, QWidget *parent = nullptr);

    void setSentence(const QString &sentence);
    void addButton(QWidget *button);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    QHBoxLayout *m_layout;
    PlainLabel *m_sentence;
};

} // namespace signalbox
