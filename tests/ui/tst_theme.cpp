// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/uistate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QDir>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, relative luminance and contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

constexpr double forText = 4.5;
constexpr double forGraphics = 3.0;

struct Ground
{
    const char *name;
    QColor Tokens::*color;
};
constexpr Ground grounds[] = {{"window", &Tokens::window},
                              {"surface", &Tokens::surface},
                              {"alternate", &Tokens::alternate},
                              {"selection", &Tokens::selection}};

void addOnGrounds(const char *name, QColor Tokens::*ink, double least)
{
    for (const auto &[theme, tokens] : {std::pair("light", &lightTokens()), std::pair("dark", &darkTokens())})
        for (const Ground &ground : grounds)
            QTest::addRow("%s: %s on %s", theme, name, ground.name)
                << tokens->*ink << tokens->*ground.color << least;
}

void addPair(const char *name, QColor Tokens::*ink, QColor Tokens::*ground, double least)
{
    for (const auto &[theme, tokens] : {std::pair("light", &lightTokens()), std::pair("dark", &darkTokens())})
        QTest::addRow("%s: %s", theme, name) << tokens->*ink << tokens->*ground << least;
}

} // namespace

class TstTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPairIsLegible_data();
    void everyPairIsLegible();
    void choiceActsAtOnceAndIsKept();
    void damagedStateMeansDefaults();
    void plainDesktopIsLight();
    void paletteIsToldByItsTokens();
    void fontsKeepTheirProportions();
    void figuresAreTabular();
    void iconsFollowThePalette();
    void whatHasTheKeyboardIsOutlined_data();
    void whatHasTheKeyboardIsOutlined();
    void stateFolderIgnoresRelativePaths();
    void everyProfileHasItsStateInTheStateFolder();
    void takesOverWhatLayUnderTheUnescapedName();

private:
    QTemporaryDir m_home;
};

void TstTheme::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_home.path().toUtf8());
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

void TstTheme::everyPairIsLegible_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    addOnGrounds("text", &Tokens::text, forText);
    addOnGrounds("secondary", &Tokens::secondary, forText);
    addOnGrounds("danger as text", &Tokens::dangerText, forText);
    addOnGrounds("clear", &Tokens::clear, forText);
    addOnGrounds("accent", &Tokens::accent, forText);
    addPair("white on danger", &Tokens::onDanger, &Tokens::danger, forText);
    addPair("ink on caution", &Tokens::onCaution, &Tokens::caution, forText);
    addPair("white on the past", &Tokens::onPast, &Tokens::past, forText);
    addPair("text on the accent's ground", &Tokens::text, &Tokens::accentGround, forText);
    addPair("accent on its ground", &Tokens::accent, &Tokens::accentGround, forText);
    addPair("on production", &Tokens::onFrame, &Tokens::production, forText);
    addPair("on staging", &Tokens::onFrame, &Tokens::staging, forText);
    addPair("on development", &Tokens::onFrame, &Tokens::development, forText);
    addOnGrounds("workflow series", &Tokens::workflowSeries, forGraphics);
    addOnGrounds("activity series", &Tokens::activitySeries, forGraphics);
}

void TstTheme::everyPairIsLegible()
{
    QFETCH(const QColor, ink);
    QFETCH(const QColor, ground);
    QFETCH(const double, least);
    const double ratio = contrast(ink, ground);
    QVERIFY2(ratio >= least, qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name()).arg(ratio)));
}

void TstTheme::choiceActsAtOnceAndIsKept()
{
    {
        UiState state(u"theme-kept"_s);
        Theme theme(state);
        QCOMPARE(theme.choice(), Theme::Choice::System);
        theme.setChoice(Theme::Choice::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
        theme.setChoice(Theme::Choice::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().surface);
        theme.setChoice(Theme::Choice::Dark);
    }
    UiState state(u"theme-kept"_s);
    const Theme again(state);
    QCOMPARE(again.choice(), Theme::Choice::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base), darkTokens().surface);
}

void TstTheme::damagedStateMeansDefaults()
{
    QDir().mkpath(m_home.filePath(u"signalbox/theme-damaged"_s));
    QFile file(uiStatePath(u"theme-damaged"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("theme=Purple\n[board\nheader=\x01\x02");
    file.close();
    UiState state(u"theme-damaged"_s);
    QCOMPARE(Theme(state).choice(), Theme::Choice::System);
}

void TstTheme::plainDesktopIsLight()
{
    UiState state(u"theme-system"_s);
    Theme theme(state);
    theme.setChoice(Theme::Choice::System);
    // A desktop without settings leaves it at Fusion's palette.
    QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().surface);
}

void TstTheme::paletteIsToldByItsTokens()
{
    QCOMPARE(&tokensFor(paletteOf(lightTokens())), &lightTokens());
    QCOMPARE(&tokensFor(paletteOf(darkTokens())), &darkTokens());
    QCOMPARE(lightTokens().frame(Environment::Production), lightTokens().production);
    QCOMPARE(darkTokens().frame(Environment::Development), darkTokens().development);
    // Danger red is never an environment.
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()})
        for (const auto environment :
             {Environment::Production, Environment::Staging, Environment::Development})
            QVERIFY(tokens->frame(environment) != tokens->danger);
}

void TstTheme::fontsKeepTheirProportions()
{
    const QFont base = applicationFont();
    QVERIFY(base.pointSizeF() >= 9.75);
    QVERIFY(std::abs(headingFont(base).pointSizeF() / base.pointSizeF() - 17.0 / 13) < 0.01);
    QVERIFY(std::abs(figureFont(base).pointSizeF() / base.pointSizeF() - 20.0 / 13) < 0.01);
    QFont doubled = base;
    doubled.setPointSizeF(2 * base.pointSizeF());
    const int atOnce = metrics::scaled(metrics::row, QFontMetrics(base));
    const int atTwice = metrics::scaled(metrics::row, QFontMetrics(doubled));
    QVERIFY2(std::abs(atTwice - 2 * atOnce) <= 2, qPrintable(u"%1 and %2"_s.arg(atOnce).arg(atTwice)));
}

void TstTheme::figuresAreTabular()
{
    const QFontMetricsF digits(tabular(applicationFont()));
    for (char16_t digit = u'1'; digit <= u'9'; ++digit)
        QCOMPARE(digits.horizontalAdvance(QChar(digit)), digits.horizontalAdvance(QChar(u'0')));
}

void TstTheme::iconsFollowThePalette()
{
    const QIcon icon = themedIcon(u"board"_s);
    const auto inkOf = [&icon] {
        const QImage image = icon.pixmap(32, 32).toImage();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (qAlpha(image.pixel(x, y)) == 255)
                    return QColor(image.pixel(x, y));
        return QColor();
    };
    QApplication::setPalette(paletteOf(lightTokens()));
    QCOMPARE(inkOf(), lightTokens().secondary);
    QApplication::setPalette(paletteOf(darkTokens()));
    QCOMPARE(inkOf(), darkTokens().secondary);
}

void TstTheme::whatHasTheKeyboardIsOutlined_data()
{
    QTest::addColumn<int>("which");
    const char *names[] = {"a field", "a text", "a button", "a flat button"};
    for (int i = 0; i < 4; ++i)
        QTest::newRow(names[i]) << i;
}

void TstTheme::whatHasTheKeyboardIsOutlined()
{
    QFETCH(const int, which);
    UiState state(u"theme-focus"_s);
    Theme theme(state);
    theme.setChoice(Theme::Choice::Light);
    QWidget window;
    auto *other = new QLineEdit;
    auto *flat = new QToolButton;
    flat->setAutoRaise(true);
    flat->setText(u"What is sent"_s);
    const std::array<QWidget *, 4> all{new QLineEdit, new QPlainTextEdit, new QPushButton(u"Run"_s), flat};
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(other);
    for (QWidget *each : all)
        layout->addWidget(each);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window, 30'000));

    QWidget &widget = *all.at(static_cast<std::size_t>(which));
    // Two pixels wide, so that it isn't told by colour alone.
    const auto outlined = [&widget] {
        const QImage image = widget.grab().toImage();
        const QColor accent = lightTokens().accent;
        return image.pixelColor(image.width() / 2, 0) == accent &&
               image.pixelColor(image.width() / 2, 1) == accent;
    };
    other->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(other->hasFocus());
    QVERIFY(!outlined());
    widget.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(widget.hasFocus());
    QVERIFY(outlined());
}

void TstTheme::stateFolderIgnoresRelativePaths()
{
    const QByteArray before = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", "relative");
    QCOMPARE(uiStatePath(u"p"_s), QDir::homePath() + u"/.local/state/signalbox/p/window.ini"_s);
    qputenv("XDG_STATE_HOME", before);
    QCOMPARE(uiStatePath(u"p"_s), m_home.filePath(u"signalbox/p/window.ini"_s));
}

void TstTheme::everyProfileHasItsStateInTheStateFolder()
{
    UiState(u"../x"_s).set(u"theme"_s, u"dark"_s);
    UiState(u".."_s).set(u"theme"_s, u"light"_s);
    QVERIFY(!QFileInfo::exists(m_home.filePath(u"x"_s)));
    QVERIFY(!QFileInfo::exists(m_home.filePath(u"window.ini"_s)));
    QVERIFY(!QFileInfo::exists(m_home.filePath(u"signalbox/window.ini"_s)));
    QVERIFY(QFileInfo::exists(m_home.filePath(u"signalbox/%2E%2E%2Fx/window.ini"_s)));
    QCOMPARE(UiState(u"../x"_s).text(u"theme"_s), u"dark"_s);
    QCOMPARE(UiState(u".."_s).text(u"theme"_s), u"light"_s);
}

void TstTheme::takesOverWhatLayUnderTheUnescapedName()
{
    for (const QString &folder : {u"prod.eu"_s, u"../y"_s}) {
        QDir().mkpath(m_home.filePath(u"signalbox/"_s + folder));
        QSettings before(m_home.filePath(u"signalbox/%1/window.ini"_s.arg(folder)), QSettings::IniFormat);
        before.setValue(u"theme"_s, u"dark"_s);
    }
    QCOMPARE(UiState(u"prod.eu"_s).text(u"theme"_s), u"dark"_s);
    UiState(u"prod.eu"_s).set(u"theme"_s, u"light"_s);
    QCOMPARE(UiState(u"prod.eu"_s).text(u"theme"_s), u"light"_s); // and only once
    QVERIFY(UiState(u"../y"_s).text(u"theme"_s) != u"dark"_s);    // it may be anybody's
}

QTEST_MAIN(TstTheme)
#include "tst_theme.moc"
