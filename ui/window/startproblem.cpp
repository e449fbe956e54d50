// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/startproblem.h"

#include "models/profile/profilekeys.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 560; // at 100 %

PlainLabel *makeParagraph(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(text, parent);
    label->setObjectName(objectName);
    label->setWordWrap(true);
    label->setSelectable(true);
    return label;
}

QPlainTextEdit *makeExample(QWidget *parent)
{
    auto *example = new QPlainTextEdit(profileExample(), parent);
    example->setObjectName(u"profileExample"_s);
    example->setAccessibleName(StartProblem::tr("Example of a profile"));
    example->setReadOnly(true);
    example->setTabChangesFocus(true);
    example->setFont(monospaced(parent->font()));
    const int lines = example->document()->blockCount() + 2;
    example->setMinimumHeight(QFontMetrics(example->font()).lineSpacing() * lines);
    return example;
}

} // namespace

StartProblem::StartProblem(const QString &what, const QString &profilesFile, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"startProblem"_s);
    setWindowTitle(tr("Signalbox can't start"));
    auto *heading = new PlainLabel(windowTitle(), this);
    heading->setSize(PlainLabel::Size::Heading);
    auto *copy = new CopyButton(u"copyProfileExample"_s, tr("Copy the example"), this);
    copy->setCopied(profileExample());
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"closeStartProblem"_s);
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(makeParagraph(u"startProblemWhat"_s, what, this));
    layout->addWidget(
        makeParagraph(u"startProblemFile"_s, tr("The profiles stand in %1").arg(profilesFile), this));
    layout->addWidget(makeParagraph(
        u"startProblemNeeds"_s,
        tr("It has a table for each cluster. What stands here is needed; signalbox --help names every key."),
        this));
    layout->addWidget(makeExample(this), 1);
    layout->addLayout(buttons);
    resize(metrics::scaled(dialogWidth, fontMetrics()), sizeHint().height());
}

} // namespace signalbox
