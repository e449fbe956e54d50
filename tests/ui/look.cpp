// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace signalbox::test {

using namespace Qt::StringLiterals;

namespace {

void addCells(QStringList &texts, const QAbstractItemView &view)
{
    const QAbstractItemModel *model = view.model();
    if (!model)
        return;
    for (int row = 0; row < model->rowCount(); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            texts << model->index(row, column).data().toString()
                  << model->index(row, column).data(Qt::ToolTipRole).toString();
}

} // namespace

void putOnLook()
{
    QApplication::setStyle(new Style);
    QApplication::setFont(applicationFont());
    QApplication::setPalette(paletteOf(lightTokens()));
}

QStringList shownTexts(const QWidget &root)
{
    QStringList texts;
    const auto children = root.findChildren<QWidget *>();
    for (const QWidget *widget : children) {
        texts << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *label = qobject_cast<const ElidedLabel *>(widget))
            texts << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            texts << field->text();
        if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
            texts << text->toPlainText();
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            addCells(texts, *view);
    }
    texts.removeAll(QString());
    return texts;
}

void keepPictures(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SIGNALBOX_ARTEFACTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const bool dark : {true, false}) {
        QApplication::setPalette(paletteOf(dark ? darkTokens() : lightTokens()));
        QTest::qWait(50); // lets the palette reach every widget and layouts settle
        const QString path = u"%1/%2-%3.png"_s.arg(folder, name, dark ? u"dark"_s : u"light"_s);
        QVERIFY2(widget.grab().save(path), qPrintable(path));
    }
}

} // namespace signalbox::test
