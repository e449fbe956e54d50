// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/identity/memorykeyring.h"
#include "models/identity/tokenservice.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/idp.h"
#include "tests/fake/idpbrowser.h"
#include "tests/ui/look.h"
#include "ui/signin/signinbar.h"
#include "ui/signin/signinpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/errorpanel.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using State = TokenService::State;

/// A token service over an issuer in this process, and both widgets that ask to sign in.
class World
{
public:
    World()
        : profile(makeProfile())
        , tokens(profile, clock, keyring)
        , page(tokens, profile, clock)
        , bar(tokens, clock)
    {
        QObject::connect(&tokens, &TokenService::browserOpened, &browser, [this](const QUrl &address) {
            ++opened;
            if (followsBrowser)
                browser.open(address);
        });
        page.resize(1360, 860);
        page.show();
    }

    [[nodiscard]] bool reach(State state)
    {
        return QTest::qWaitFor([&] { return tokens.state() == state; });
    }
    [[nodiscard]] bool reachOpened(int times)
    {
        return QTest::qWaitFor([&] { return opened == times; });
    }
    /// The issuer ends the session, and the next refresh finds out.
    [[nodiscard]] bool endSession()
    {
        idp.grantsNothing = true;
        clock.advance(std::chrono::seconds(idp.lifeSeconds + 1));
        tokens.readToken().deliver(&tokens, [](const Result<ReadToken> &) {});
        return reach(State::Expired);
    }

    fake::FakeClock clock;
    fake::FakeIdp idp{clock};
    fake::IdpBrowser browser;
    bool followsBrowser = true;
    int opened = 0;
    Profile profile;
    MemoryKeyring keyring;
    TokenService tokens;
    SignInPage page;
    SignInBar bar;

private:
    [[nodiscard]] Profile makeProfile() const
    {
        Profile made;
        made.name = u"stratmaster-prod-eu"_s;
        made.address = u"temporal.example:7233"_s;
        made.environment = Environment::Production;
        made.oidc = idp.settings();
        return made;
    }
};

template <class Widget>
Widget *find(const QWidget &root, const QString &name)
{
    return root.findChild<Widget *>(name);
}

} // namespace

class TstSignInPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhereItLeads();
    void enterSignsIn();
    void browserCanBeCopiedRetriedAndCancelled();
    void waitCountsDown();
    void errorSaysWhatWhyAndNext();
    void aClosedBrowserIsSaid();
    void noticeIsSaidOnce();
    void barOnlyWhenTheSessionEnded();
    void barSaysThatTheIssuerIsAway();
    void barSignsInAgain();
    void barSaysThatTheBrowserWasClosed();
    void everyControlHasAName();

private:
    QTemporaryDir m_home;
};

void TstSignInPage::init()
{
    qputenv("BROWSER", "true");
    for (const char *variable :
         {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, m_home.path().toUtf8());
    test::putOnLook();
}

void TstSignInPage::saysWhereItLeads()
{
    World world;
    QCOMPARE(find<PlainLabel>(world.page, u"profileName"_s)->text(), u"stratmaster-prod-eu"_s);
    QCOMPARE(find<PlainLabel>(world.page, u"profileAddress"_s)->text(), u"temporal.example:7233"_s);
    QCOMPARE(find<PlainLabel>(world.page, u"profileIssuer"_s)->text(), world.idp.issuer().toString());
    QCOMPARE(find<QWidget>(world.page, u"environment"_s)->accessibleName(), u"PRODUCTION"_s);
    QVERIFY(find<QPushButton>(world.page, u"signIn"_s)->isVisible());
    QVERIFY(!find<QLineEdit>(world.page, u"signInAddress"_s)->isVisible());
    test::keepPictures(world.page, u"signin"_s);
}

void TstSignInPage::enterSignsIn()
{
    World world;
    QTest::keyClick(&world.page, Qt::Key_Return);
    QVERIFY(world.reach(State::Fresh));
    QCOMPARE(world.opened, 1);
    QVERIFY(!find<QLineEdit>(world.page, u"signInAddress"_s)->isVisible());
}

void TstSignInPage::browserCanBeCopiedRetriedAndCancelled()
{
    World world;
    world.followsBrowser = false;
    find<QPushButton>(world.page, u"signIn"_s)->click();
    QVERIFY(world.reachOpened(1));
    auto *address = find<QLineEdit>(world.page, u"signInAddress"_s);
    QVERIFY(address->isVisible() && address->isReadOnly());
    const QString first = address->text();
    QVERIFY2(first.startsWith(world.idp.issuer().toString()), qPrintable(first));
    find<QAbstractButton>(world.page, u"copySignInAddress"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), first);
    test::keepPictures(world.page, u"signin-browser"_s);

    find<QPushButton>(world.page, u"signInRetry"_s)->click();
    QVERIFY(world.reachOpened(2));
    QVERIFY(address->text() != first);
    QTest::keyClick(&world.page, Qt::Key_Escape);
    QCOMPARE(world.tokens.state(), State::SignedOut);
    QVERIFY(!address->isVisible());
    QVERIFY(find<QPushButton>(world.page, u"signIn"_s)->isVisible());
    QVERIFY(!find<ErrorPanel>(world.page, u"errorPanel"_s)->isVisible());
}

void TstSignInPage::waitCountsDown()
{
    World world;
    world.followsBrowser = false;
    world.tokens.signIn();
    QVERIFY(world.reachOpened(1));
    auto *sentence = find<PlainLabel>(world.page, u"browserSentence"_s);
    QVERIFY2(sentence->text().contains(u"5 m 00 s left"_s), qPrintable(sentence->text()));
    world.clock.advance(90s);
    QTRY_VERIFY(sentence->text().contains(u"3 m 30 s left"_s));
}

void TstSignInPage::errorSaysWhatWhyAndNext()
{
    World world;
    world.idp.stop();
    QTest::keyClick(&world.page, Qt::Key_Enter);
    auto *panel = find<ErrorPanel>(world.page, u"errorPanel"_s);
    QTRY_VERIFY(panel->isVisible());
    QVERIFY(find<PlainLabel>(*panel, u"what"_s)->text().startsWith(u"No answer from"_s));
    QVERIFY(!find<PlainLabel>(*panel, u"rest"_s)->text().isEmpty());
    QVERIFY(find<QPushButton>(world.page, u"signIn"_s)->isVisible());
    test::keepPictures(world.page, u"signin-error"_s);

    world.idp.start();
    QTest::keyClick(&world.page, Qt::Key_Enter);
    QVERIFY(!panel->isVisible());
    QVERIFY(world.reach(State::Fresh));
}

void TstSignInPage::aClosedBrowserIsSaid()
{
    World world;
    world.followsBrowser = false;
    find<QPushButton>(world.page, u"signIn"_s)->click();
    QVERIFY(world.reachOpened(1));
    world.clock.advance(5min);
    QVERIFY(world.reach(State::SignedOut));
    auto *panel = find<ErrorPanel>(world.page, u"errorPanel"_s);
    QVERIFY(panel->isVisible());
    QCOMPARE(find<PlainLabel>(*panel, u"what"_s)->text(), u"No answer from the browser."_s);
    const QString rest = find<PlainLabel>(*panel, u"rest"_s)->text();
    QVERIFY2(rest.contains(u"nobody finished the sign-in there within 5 minutes"_s), qPrintable(rest));
    QVERIFY2(rest.contains(u"Sign in again"_s), qPrintable(rest));
    QVERIFY(find<QPushButton>(world.page, u"signIn"_s)->isVisible());
}

void TstSignInPage::noticeIsSaidOnce()
{
    World world;
    auto *notices = find<PlainLabel>(world.page, u"signInNotices"_s);
    QVERIFY(!notices->isVisible());
    for (int i = 0; i < 2; ++i)
        Q_EMIT world.tokens.notice(u"The keyring cannot be used: <b>memory only</b>."_s);
    QVERIFY(notices->isVisible());
    QCOMPARE(notices->text(), u"The keyring cannot be used: <b>memory only</b>."_s);
}

void TstSignInPage::barOnlyWhenTheSessionEnded()
{
    World world;
    QVERIFY(world.bar.isHidden());
    world.tokens.signIn();
    QVERIFY(world.bar.isHidden());
    QVERIFY(world.reach(State::Fresh));
    QVERIFY(world.bar.isHidden());
    QVERIFY(world.endSession());
    QVERIFY(!world.bar.isHidden());
    QCOMPARE(find<Banner>(world.bar, u"sessionEnded"_s)->sentence(),
             u"The session has ended; nothing you typed is lost."_s);
}

void TstSignInPage::barSaysThatTheIssuerIsAway()
{
    World world;
    world.tokens.signIn();
    QVERIFY(world.reach(State::Fresh));
    world.idp.stop();
    world.clock.advance(std::chrono::seconds(world.idp.lifeSeconds + 1));
    world.tokens.readToken().deliver(&world.tokens, [](const Result<ReadToken> &) {});
    QVERIFY(world.bar.isHidden()); // it may be a matter of milliseconds
    QVERIFY(world.reach(State::IssuerAway));
    QVERIFY(!world.bar.isHidden());
    const auto *banner = find<Banner>(world.bar, u"sessionEnded"_s);
    QVERIFY2(!banner->sentence().contains(u"ended"_s), qPrintable(banner->sentence()));
    QVERIFY(banner->sentence().contains(u"Signalbox keeps trying"_s));

    world.idp.start();
    world.clock.advance(std::chrono::seconds(1));
    QVERIFY(world.reach(State::Fresh));
    QVERIFY(world.bar.isHidden());
}

void TstSignInPage::barSignsInAgain()
{
    World world;
    world.tokens.signIn();
    QVERIFY(world.reach(State::Fresh));
    QVERIFY(world.endSession());
    world.bar.resize(1284, world.bar.sizeHint().height());
    world.bar.show();
    world.followsBrowser = false;
    find<QPushButton>(world.bar, u"bannerButton"_s)->click();
    QVERIFY(world.reachOpened(2));
    auto *address = find<QLineEdit>(world.bar, u"signInAddress"_s);
    QVERIFY(address->isVisible());
    world.bar.resize(1284, world.bar.sizeHint().height());
    test::keepPictures(world.bar, u"signin-bar"_s);
    QVERIFY(!find<QPushButton>(world.bar, u"bannerButton"_s)->isVisible());
    QCOMPARE(find<Banner>(world.bar, u"sessionEnded"_s)->sentence(),
             u"The session has ended; nothing you typed is lost."_s);
    find<QPushButton>(world.bar, u"signInCancel"_s)->click();
    QCOMPARE(world.tokens.state(), State::Expired);
    QVERIFY(!world.bar.isHidden() && !address->isVisible());

    world.followsBrowser = true;
    find<QPushButton>(world.bar, u"bannerButton"_s)->click();
    QVERIFY(world.reach(State::Fresh));
    QVERIFY(world.bar.isHidden());
}

void TstSignInPage::barSaysThatTheBrowserWasClosed()
{
    World world;
    world.tokens.signIn();
    QVERIFY(world.reach(State::Fresh));
    QVERIFY(world.endSession());
    world.followsBrowser = false;
    find<QPushButton>(world.bar, u"bannerButton"_s)->click();
    QVERIFY(world.reachOpened(2));
    world.clock.advance(5min);
    QVERIFY(world.reach(State::Expired));
    const auto *banner = find<Banner>(world.bar, u"sessionEnded"_s);
    QCOMPARE(banner->sentence(),
             u"No answer from the browser. nobody finished the sign-in there within 5 minutes."_s);
    QVERIFY(!find<QPushButton>(world.bar, u"bannerButton"_s)->isHidden());
}

void TstSignInPage::everyControlHasAName()
{
    World world;
    for (const QWidget *root : std::initializer_list<QWidget *>{&world.page, &world.bar})
        for (const auto *button : root->findChildren<QAbstractButton *>()) {
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
            QVERIFY2(button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(button->objectName()));
        }
}

QTEST_MAIN(TstSignInPage)
#include "tst_signinpage.moc"
