// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toolbuttons.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>
#include <QVariant>

#include <algorithm>

namespace signalbox {

namespace {
constexpr auto paneProperty = "signalboxPane";
/// What a cut button keeps of its text at the least, in average characters.
constexpr int leastCharacters = 12;

/// A tool button whose text is cut where there is no room for it: none widens its bar.
class TextButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize whole = sizeHint();
        const int text = fontMetrics().horizontalAdvance(this->text());
        const int least = std::min(text, fontMetrics().averageCharWidth() * leastCharacters);
        return {whole.width() - text + least, whole.height()};
    }

protected:
    /// QAbstractButton's takes the others of a group out of the Tab chain.
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): past it on purpose
    void focusInEvent(QFocusEvent *event) override { QWidget::focusInEvent(event); }

    void paintEvent(QPaintEvent *) override
    {
        QStyleOptionToolButton option;
        initStyleOption(&option);
        const int missing = sizeHint().width() - width();
        if (missing > 0)
            option.text = fontMetrics().elidedText(option.text, Qt::ElideMiddle,
                                                   fontMetrics().horizontalAdvance(option.text) - missing,
                                                   Qt::TextShowMnemonic);
        QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
    }
};

} // namespace

QToolButton *makeToolButton(const QString &objectName, const QString &text, const QString &accessibleName,
                            QWidget *parent)
{
    auto *button = new TextButton(parent);
    button->setObjectName(objectName);
    button->setText(text);
    button->setAccessibleName(accessibleName);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

QToolButton *makeLink(const QString &objectName, const QString &text, const QString &accessibleName,
                      QWidget *parent)
{
    QToolButton *button = makeToolButton(objectName, text, accessibleName, parent);
    button->setAutoRaise(true);
    return button;
}

void markPane(QWidget &widget)
{
    widget.setProperty(paneProperty, true);
}

bool isPane(const QWidget &widget)
{
    return widget.property(paneProperty).toBool();
}

} // namespace signalbox
