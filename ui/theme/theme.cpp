// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/state/uistate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"
#include "ui/theme/zoom.h"

#include <QApplication>
#include <QMetaEnum>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

const auto themeKey = u"theme"_s;
const auto zoomKey = u"zoom"_s;
constexpr int leastZoom = 60;
constexpr int greatestZoom = 300;
constexpr int noZoom = 100;

int keptZoom(const UiState &state)
{
    const int kept = state.text(zoomKey).toInt();
    return kept == 0 ? noZoom : std::clamp(kept, leastZoom, greatestZoom);
}

QFont zoomedFont(int percent)
{
    QFont font = applicationFont();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * percent / noZoom);
    else
        font.setPixelSize(font.pixelSize() * percent / noZoom);
    return font;
}

bool desktopIsDark()
{
    QApplication::setPalette(QPalette()); // back to the desktop's own
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
}

} // namespace

Theme::Theme(UiState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
    , m_desktopIsDark(desktopIsDark())
    , m_zoom(keptZoom(state))
{
    bool known = false;
    const int stored =
        QMetaEnum::fromType<Choice>().keyToValue(m_state.text(themeKey).toLatin1().constData(), &known);
    if (known)
        m_choice = static_cast<Choice>(stored);
    QApplication::setStyle(new Style); // the application owns it
    QApplication::setFont(zoomedFont(m_zoom));
    apply();
    connect(&m_portal, &PortalScheme::changed, this, &Theme::apply);
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    m_state.set(themeKey,
                QLatin1StringView(QMetaEnum::fromType<Choice>().valueToKey(static_cast<int>(choice))));
    apply();
}

void Theme::setZoom(int percent)
{
    m_zoom = std::clamp(percent, leastZoom, greatestZoom);
    m_state.set(zoomKey, m_zoom);
    zoomTo(zoomedFont(m_zoom));
}

void Theme::apply()
{
    const bool dark =
        m_choice == Choice::Dark || (m_choice == Choice::System && m_portal.dark().value_or(m_desktopIsDark));
    QApplication::setPalette(paletteOf(dark ? darkTokens() : lightTokens()));
}

} // namespace signalbox
