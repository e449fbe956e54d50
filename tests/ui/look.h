// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

namespace signalbox::test {

/// Puts on the product's style, font and light palette.
void putOnLook();

/// Every text the widget and its children show or offer: labels, buttons, fields, cells, tooltips.
[[nodiscard]] QStringList shownTexts(const QWidget &root);

/// Pictures of the widget, light and dark, as NAME-light.png and NAME-dark.png in the folder named by
/// SIGNALBOX_ARTEFACTS; none without it. Leaves the light palette on.
void keepPictures(QWidget &widget, const QString &name);

} // namespace signalbox::test
