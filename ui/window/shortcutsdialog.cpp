// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcutsdialog.h"

#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QGridLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

QString spoken(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &each : keys)
        texts << each.toString(QKeySequence::NativeText).replace(u", "_s, u" "_s);
    return texts.join(ShortcutsDialog::tr(" or "));
}

QLayout *makeColumn(const QString &title, const std::vector<KeyHint> &hints, QWidget *parent)
{
    auto *column = new QVBoxLayout;
    auto *heading = new PlainLabel(title, parent);
    heading->setSize(PlainLabel::Size::Strong);
    column->addWidget(heading);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    for (const KeyHint &hint : hints) {
        const int row = grid->rowCount();
        auto *keys = new PlainLabel(hint.keys, parent);
        keys->setSize(PlainLabel::Size::Mono);
        grid->addWidget(keys, row, 0);
        grid->addWidget(new PlainLabel(hint.what, parent), row, 1);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    column->addStretch(1);
    return column;
}

} // namespace

std::vector<KeyHint> keyHints(const QWidget &root)
{
    std::vector<KeyHint> hints;
    const auto actions = root.findChildren<QAction *>();
    for (const QAction *action : actions)
        if (!action->shortcuts().isEmpty())
            hints.push_back({spoken(action->shortcuts()), action->text().remove(u'&')});
    const auto shortcuts = root.findChildren<QShortcut *>();
    for (const QShortcut *shortcut : shortcuts)
        if (!shortcut->whatsThis().isEmpty())
            hints.push_back({spoken({shortcut->key()}), shortcut->whatsThis()});
    return hints;
}

ShortcutsDialog::ShortcutsDialog(const std::vector<KeyHint> &window, const QString &pageTitle,
                                 const std::vector<KeyHint> &page, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *hints = new QWidget(this);
    auto *columns = new QHBoxLayout(hints);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(32);
    columns->addLayout(makeColumn(tr("Everywhere"), window, hints));
    std::vector<KeyHint> onPage = page;
    onPage.push_back({tr("Enter"), tr("Open the row")});
    onPage.push_back({tr("Ctrl+C"), tr("Copy the row")});
    onPage.push_back({tr("Esc"), tr("Leave a field or a dialog")});
    columns->addLayout(makeColumn(pageTitle, onPage, hints));
    auto *area = new QScrollArea(this);
    area->setObjectName(u"keyHints"_s);
    area->setAccessibleName(windowTitle());
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(hints);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"closeShortcuts"_s);
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(area);
    layout->addWidget(close, 0, Qt::AlignRight);
    // By itself an area asks for less than it holds, and a dialog for two thirds of the screen at the most.
    QSize whole = layout->sizeHint() - area->sizeHint() + hints->sizeHint();
    whole.rwidth() += area->verticalScrollBar()->sizeHint().width();
    resize(whole.boundedTo(screen()->availableGeometry().size() * 9 / 10));
}

} // namespace signalbox
