// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/portalscheme.h"

namespace signalbox {

class UiState;

/// The application's style, font and palette: light or dark as the desktop says or as the person chose. One
/// a process. Owner thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Theme(UiState &state, QObject *parent = nullptr);

    [[nodiscard]] Choice choice() const { return m_choice; }
    void setChoice(Choice choice);
    /// In percent of the desktop's own size of text; kept.
    [[nodiscard]] int zoom() const { return m_zoom; }
    void setZoom(int percent);

private:
    void apply();

    UiState &m_state;
    PortalScheme m_portal;
    bool m_desktopIsDark; ///< by the palette the desktop gave us, where there is no portal
    Choice m_choice = Choice::System;
    int m_zoom;
};

} // namespace signalbox
