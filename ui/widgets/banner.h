// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace signalbox {

class PlainLabel;

/// A bar across the top of a page: one sentence with a shape, at most one button. Hidden while it has no
/// sentence.
class Banner : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Info, Caution, Danger };

    explicit Banner(QWidget *parent = nullptr);

    void show(Kind kind, const QString &sentence, const QString &buttonText = {});
    void clear();
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();

    Kind m_kind = Kind::Info;
    PlainLabel *m_sentence;
    QPushButton *m_button;
};

} // namespace signalbox
