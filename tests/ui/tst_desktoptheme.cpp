// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/uistate.h"
#include "ui/theme/portalscheme.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusError>
#include <QDBusVariant>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// On a dark desktop: Plasma's settings say so by its palette, and a portal on the session's bus by its
// answer.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString appearance = u"org.freedesktop.appearance"_s;
const QString colorScheme = u"color-scheme"_s;
constexpr uint noPreference = 0;
constexpr uint preferDark = 1;
constexpr uint preferLight = 2;

/// The settings of a desktop's portal, on the bus under a connection of its own as another process would be.
class Portal : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit Portal(std::optional<uint> scheme)
        : m_scheme(scheme)
        , m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"portal"_s))
    {
        m_isThere =
            m_bus.registerObject(u"/org/freedesktop/portal/desktop"_s, this,
                                 QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
            m_bus.registerService(u"org.freedesktop.portal.Desktop"_s);
    }
    ~Portal() override { QDBusConnection::disconnectFromBus(u"portal"_s); }

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] int asked() const { return m_asked; }

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        ++m_asked;
        if (group != appearance || key != colorScheme || !m_scheme) {
            sendErrorReply(u"org.freedesktop.portal.Error.NotFound"_s, u"Requested setting not found"_s);
            return {};
        }
        return QDBusVariant(QVariant::fromValue(QDBusVariant(*m_scheme)));
    }

Q_SIGNALS:
    /// Group, key and value.
    void SettingChanged(const QString &, const QString &, const QDBusVariant &);

private:
    std::optional<uint> m_scheme;
    QDBusConnection m_bus;
    bool m_isThere = false;
    int m_asked = 0;
};

QColor surface()
{
    return QApplication::palette().color(QPalette::Base);
}

} // namespace

class TstDesktopTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutABusThePaletteDecides();
    void portalIsAsked_data();
    void portalIsAsked();
    void portalWithoutTheSettingSaysNothing();
    void changesAreFollowed();
    void systemFollowsThePortal();
    void aPersonsChoiceWins();

private:
    const QByteArray m_bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
};

void TstDesktopTheme::init()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus);
    QVERIFY2(!m_bus.isEmpty(), "no session bus: run it by tests/stack/desktop");
}

void TstDesktopTheme::withoutABusThePaletteDecides()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    UiState state(u"palette"_s);
    Theme theme(state);
    QCOMPARE(theme.choice(), Theme::Choice::System);
    QCOMPARE(surface(), darkTokens().surface);
    theme.setChoice(Theme::Choice::Light);
    QCOMPARE(surface(), lightTokens().surface);
    theme.setChoice(Theme::Choice::System);
    QCOMPARE(surface(), darkTokens().surface);
}

void TstDesktopTheme::portalIsAsked_data()
{
    QTest::addColumn<uint>("answer");
    QTest::addColumn<std::optional<bool>>("dark");
    QTest::newRow("dark") << preferDark << std::optional(true);
    QTest::newRow("light") << preferLight << std::optional(false);
    QTest::newRow("no preference") << noPreference << std::optional<bool>();
    QTest::newRow("a value to come") << 7U << std::optional<bool>();
}

void TstDesktopTheme::portalIsAsked()
{
    QFETCH(const uint, answer);
    QFETCH(const std::optional<bool>, dark);
    Portal portal(answer);
    QVERIFY(portal.isThere());
    const PortalScheme scheme;
    QSignalSpy changed(&scheme, &PortalScheme::changed);
    QCOMPARE(scheme.dark(), std::nullopt); // it doesn't wait for the answer
    QTRY_COMPARE(portal.asked(), 1);
    if (!dark) // nothing comes of such an answer: what is heard after it is the first change
        Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferDark));
    QTRY_COMPARE(scheme.dark(), std::optional(dark.value_or(true)));
    QCOMPARE(changed.size(), 1);
}

void TstDesktopTheme::portalWithoutTheSettingSaysNothing()
{
    Portal portal(std::nullopt);
    QVERIFY(portal.isThere());
    const PortalScheme scheme;
    QTRY_COMPARE(portal.asked(), 1);
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferDark)); // after the refusal
    QTRY_COMPARE(scheme.dark(), std::optional(true));
}

void TstDesktopTheme::changesAreFollowed()
{
    Portal portal(preferDark);
    QVERIFY(portal.isThere());
    const PortalScheme scheme;
    QSignalSpy changed(&scheme, &PortalScheme::changed);
    QTRY_COMPARE(scheme.dark(), std::optional(true));
    Q_EMIT portal.SettingChanged(appearance, u"contrast"_s, QDBusVariant(preferLight));
    Q_EMIT portal.SettingChanged(u"org.gnome.desktop.interface"_s, colorScheme, QDBusVariant(preferLight));
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferDark));
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferLight));
    QTRY_COMPARE(scheme.dark(), std::optional(false));
    QCOMPARE(changed.size(), 2);
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(noPreference));
    QTRY_COMPARE(scheme.dark(), std::nullopt);
    QCOMPARE(changed.size(), 3);
}

void TstDesktopTheme::systemFollowsThePortal()
{
    Portal portal(preferLight);
    QVERIFY(portal.isThere());
    UiState state(u"portal"_s);
    const Theme theme(state);
    QTRY_COMPARE(surface(), lightTokens().surface); // whatever the palette is
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferDark));
    QTRY_COMPARE(surface(), darkTokens().surface);
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferLight));
    QTRY_COMPARE(surface(), lightTokens().surface);
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(noPreference));
    QTRY_COMPARE(surface(), darkTokens().surface); // the palette's
}

void TstDesktopTheme::aPersonsChoiceWins()
{
    Portal portal(preferDark);
    QVERIFY(portal.isThere());
    UiState state(u"chosen"_s);
    Theme theme(state);
    QTRY_COMPARE(surface(), darkTokens().surface);
    theme.setChoice(Theme::Choice::Light);
    QCOMPARE(surface(), lightTokens().surface);
    const PortalScheme witness; // hears what the theme hears
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(noPreference));
    Q_EMIT portal.SettingChanged(appearance, colorScheme, QDBusVariant(preferDark));
    QTRY_COMPARE(witness.dark(), std::optional(true));
    QCOMPARE(surface(), lightTokens().surface);
}

int main(int argc, char **argv)
{
    // Qt reads the desktop's palette once, with the application's start.
    const QTemporaryDir home;
    for (const char *variable : {"XDG_STATE_HOME", "XDG_CONFIG_HOME"})
        qputenv(variable, home.path().toUtf8());
    qputenv("XDG_CURRENT_DESKTOP", "KDE");
    qputenv("KDE_SESSION_VERSION", "5");
    QFile settings(home.filePath(u"kdeglobals"_s));
    if (!settings.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(settings.errorString()));
    settings.write("[Colors:Button]\nBackgroundNormal=49,54,59\nForegroundNormal=252,252,252\n"
                   "[Colors:Window]\nBackgroundNormal=42,46,50\nForegroundNormal=252,252,252\n"
                   "[Colors:View]\nBackgroundNormal=27,30,32\nForegroundNormal=252,252,252\n");
    settings.close();

    QApplication application(argc, argv);
    TstDesktopTheme test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_desktoptheme.moc"
