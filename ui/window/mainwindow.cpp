// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "models/alerts/alertlist.h"
#include "models/alerts/alertmarks.h"
#include "models/alerts/ownrules.h"
#include "models/base/displaytext.h"
#include "models/board/boardmodel.h"
#include "models/cleanup/cleanupwork.h"
#include "models/identity/tokenservice.h"
#include "models/interventions/desk.h"
#include "models/profile/watchedbyhand.h"
#include "models/store/recorder.h"
#include "models/telling/tellelsewhere.h"
#include "models/temporal/client.h"
#include "ui/interventions/interventiondialog.h"
#include "ui/interventions/receiptpanel.h"
#include "ui/signin/signinbar.h"
#include "ui/signin/signinpage.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/environmentword.h"
#include "ui/widgets/page.h"
#include "ui/window/band.h"
#include "ui/window/closingdialog.h"
#include "ui/window/navigator.h"
#include "ui/window/noticebar.h"
#include "ui/window/panes.h"
#include "ui/window/placememory.h"
#include "ui/window/rail.h"
#include "ui/window/statusline.h"
#include "ui/window/unreachablebar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto geometryKey = u"window/geometry"_s;
const auto placeKey = u"window/place"_s;
constexpr int frameWidth = 4;
/// Three refreshes of the slowest page.
constexpr Milliseconds staleAfter = 45s;
/// The time of an answer and the calls a minute change with every answer: shown each second they are noise,
/// and lay the whole line out anew.
constexpr int ticksOfTraffic = 5;

/// What the pages like best, as the font is, on the screen there is, of which the desktop's own frame and
/// panels take a part.
QSize firstSize(const QWidget &window)
{
    constexpr QSize best{1360, 860};
    const QSize there = window.screen()->availableGeometry().size() * 0.95;
    const QFontMetrics font = window.fontMetrics();
    return QSize(metrics::scaled(best.width(), font), metrics::scaled(best.height(), font)).boundedTo(there);
}

QVBoxLayout *makeColumn(QWidget *parent)
{
    auto *layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

} // namespace

MainWindow::MainWindow(const Services &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_state(services.profile.name)
    , m_theme(m_state)
{
    // This widget is older than the theme: its parts would measure themselves in the font from before.
    setFont(QApplication::font());
    m_band = new Band(services.profile, services.desk, services.tokens, this);
    m_rail = new Rail(this);
    m_pages = new Navigator(services, m_state, this);
    m_status = new StatusLine(services.profile, services.client, services.desk, services.tokens, this);
    m_unreachable = new UnreachableBar(services.client, services.clock, this);
    m_notices = new NoticeBar(this);
    setObjectName(u"mainWindow"_s);
    setContentsMargins(frameWidth, frameWidth, frameWidth, frameWidth);
    buildRail();
    setCentralWidget(buildCentre());
    buildMenus();
    connectServices();
    resize(firstSize(*this));
    restoreGeometry(m_state.bytes(geometryKey));
    showUser();
}

MainWindow::~MainWindow()
{
    // Pages tell what they remember until they go: they must go before what it is kept in.
    const std::unique_ptr<QWidget> centre(takeCentralWidget());
}

QWidget *MainWindow::buildCentre()
{
    auto *pages = new QWidget(this);
    auto *column = makeColumn(pages);
    column->addWidget(new SignInBar(m_services.tokens, m_services.clock, pages));
    column->addWidget(m_unreachable);
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);

    auto *inside = new QWidget(this);
    auto *row = new QHBoxLayout(inside);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(pages, 1);

    m_body = new QStackedWidget(this);
    m_body->addWidget(new SignInPage(m_services.tokens, m_services.profile, m_services.clock, this));
    m_body->addWidget(inside);

    auto *centre = new QWidget(this);
    centre->setAutoFillBackground(true);
    auto *whole = makeColumn(centre);
    whole->addWidget(m_band);
    whole->addWidget(m_body, 1);
    whole->addWidget(m_status);
    return centre;
}

void MainWindow::connectServices()
{
    connect(m_rail, &Rail::go, m_pages, &Navigator::go);
    connect(m_band, &Band::leverClicked, this, &MainWindow::showWhoAmI);
    connect(m_pages, &Navigator::pageChanged, this, &MainWindow::showPage);
    connect(&m_services.board, &BoardModel::totalsChanged, this, &MainWindow::showTitle);
    connect(m_pages, &Navigator::readAtChanged, this, &MainWindow::showAge);
    connect(m_pages, &Navigator::countChanged, m_rail, &Rail::setDrifted);
    connect(m_pages, &Navigator::intervene, this, &MainWindow::intervene);
    connect(&m_services.tokens, &TokenService::userChanged, this, &MainWindow::showUser);
    connect(&m_services.tokens, &TokenService::stateChanged, this, &MainWindow::showUser);
    connect(&m_services.tokens, &TokenService::notice, m_notices, &NoticeBar::add);
    connect(&m_services.desk, &Desk::recovered, this,
            [this](const Desk::Recovered &settled) { m_notices->add(settled.notice()); });
    connect(&m_services.desk, &Desk::notice, m_notices, &NoticeBar::add);
    connect(&m_services.recorder, &Recorder::notice, m_notices, &NoticeBar::add);
    connect(&m_services.elsewhere, &TellElsewhere::notice, m_notices, &NoticeBar::add);
    connect(&m_services.watchedByHand, &WatchedByHand::notice, m_notices, &NoticeBar::add);
    connect(&m_services.rules, &OwnRules::notice, m_notices, &NoticeBar::add);
    connect(&m_services.marks, &AlertMarks::notice, m_notices, &NoticeBar::add);
    connect(&m_services.marks, &AlertMarks::changed, this, &MainWindow::showOpenDangers);
    connect(m_pages, &Navigator::notice, m_notices, &NoticeBar::add);
    connect(&m_services.desk, &Desk::finished, this,
            [this](const Intervention *ended) { sayOutcome(*ended); });
    connect(&m_services.cleanUp, &CleanUpWork::over, this, &MainWindow::sayCleanUp);
    connect(&m_services.client, &Client::connectionChanged, this, &MainWindow::askServerVersion);
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::tick);
}

/// Pages are for one person: another one gets fresh ones, and nobody none.
void MainWindow::showUser()
{
    const auto &user = m_services.tokens.user();
    const auto subject = user ? std::optional(user->subject) : std::nullopt;
    if (subject != m_subject) {
        m_subject = subject;
        qDeleteAll(findChildren<InterventionDialog *>()); // each gives up what was not sent
        m_pages->reset();
        m_rail->setDrifted(Place::runbook(), 0);
        m_state.setPerson(subject.value_or(QString()));
        if (subject) {
            m_pages->go(Place::board());
            goWhereItWasLeft(*user);
            m_services.desk.settleOpenIntents();
        }
    }
    m_body->setCurrentIndex(user ? 1 : 0);
    m_signOut->setEnabled(user.has_value());
    m_whoAmI->setEnabled(user.has_value());
    using State = TokenService::State;
    const State state = m_services.tokens.state();
    m_signIn->setEnabled(state == State::SignedOut || state == State::Expired || state == State::IssuerAway);
    showSeen();
    if (user)
        askServerVersion();
}

/// Once, at the start, and only to what this person may read: whoever signs in later begins at the board.
void MainWindow::goWhereItWasLeft(const User &user)
{
    if (std::exchange(m_remembersPlace, true))
        return;
    const Place place = placeOfKept(m_state.list(m_state.ofPerson(placeKey)));
    if (place.page != Place::Page::Board && user.namespaces().contains(place.ns))
        m_pages->go(place);
}

/// In a window that nobody can see nothing goes on: the watch does, which is no part of it.
void MainWindow::showSeen()
{
    m_pages->setSeen(m_subject && !isMinimized());
    if (isMinimized()) {
        m_tick.stop();
    } else if (!m_tick.isActive()) {
        m_tick.start(1s);
        tick();
    }
}

/// In a minimised window too: there the title is all that is seen of it.
void MainWindow::showTitle()
{
    const Page *page = m_pages->page();
    const QString where = u"%1 (%2) — Signalbox"_s.arg(displayText(m_services.profile.name, 80),
                                                       environmentWord(m_services.profile.environment));
    // First, because a task bar shows the beginning.
    const int dangers = page ? m_services.board.shown(Signal::Danger) : 0;
    const QString words = page && page->isOfThePast() ? tr("%1 danger now · ") : tr("%1 danger · ");
    const QString alarm = dangers > 0 ? words.arg(dangers) : QString();
    setWindowTitle(page ? u"%1%2 — %3"_s.arg(alarm, page->title(), where) : where);
    m_rail->setDangers(Place::board(), dangers);
}

void MainWindow::showPage()
{
    showTitle();
    m_rail->setPlace(m_pages->place());
    if (m_pages->page() && m_remembersPlace)
        m_state.set(m_state.ofPerson(placeKey), keptPlace(m_pages->place()));
    m_back->setEnabled(m_pages->canGoBack());
    m_forward->setEnabled(m_pages->canGoForward());
    showAge();
}

void MainWindow::tick()
{
    m_unreachable->tick();
    if (m_ticks++ % ticksOfTraffic == 0)
        m_status->showConnection();
    showOpenDangers();
    showAge();
}

/// What somebody has taken calls for nobody else.
void MainWindow::showOpenDangers()
{
    m_rail->setDangers(Place::alerts(), openDangers(m_services.alerts, m_services.marks));
}

void MainWindow::showAge()
{
    Page *page = m_pages->page();
    if (page && page->isOfThePast())
        return m_status->setPast();
    const auto readAt = page ? page->readAt() : std::nullopt;
    std::optional<Milliseconds> age;
    if (readAt)
        age = std::max(m_services.clock.utc() - *readAt, Milliseconds(0));
    const bool stale = age && !page->isAskedFor() &&
                       (*age > staleAfter || m_services.client.connection() == ConnectionState::Lost);
    if (page)
        page->setStale(stale);
    m_status->setDataAge(age, stale);
}

/// Once per connection: behind the next one may be another server.
void MainWindow::askServerVersion()
{
    const bool connected = m_services.client.connection() == ConnectionState::Connected;
    m_askedVersion = m_askedVersion && connected;
    if (!connected || !m_subject || std::exchange(m_askedVersion, true))
        return;
    m_services.client.systemInfo().deliver(this, [this](const Result<SystemInfo> &info) {
        m_status->setServerVersion(info ? info->serverVersion : QString());
        m_askedVersion = info.has_value();
    });
}

/// The dialog outlives the page it was asked for on: what is written in it is kept while its person looks
/// elsewhere.
void MainWindow::intervene(const InterventionTarget &target)
{
    const auto dialogs = findChildren<InterventionDialog *>();
    for (InterventionDialog *each : dialogs)
        if (each->isVisible() && each->target() == target) {
            each->raise();
            return each->activateWindow();
        }
    Page *page = m_pages->page();
    auto *dialog = new InterventionDialog(m_services.client, m_services.desk, m_services.profile,
                                          m_services.clock, target, this);
    connect(dialog, &InterventionDialog::intervene, this, &MainWindow::intervene);
    connect(dialog, &InterventionDialog::go, m_pages, &Navigator::go);
    connect(dialog, &QDialog::finished, page, [from = QPointer<QWidget>(page->focusWidget())] {
        if (from)
            from->setFocus();
    });
    dialog->show();
}

/// A dialog that is still open has the receipt. Where it was closed, this is the one place that tells.
void MainWindow::sayOutcome(const Intervention &ended)
{
    const QString sentence = tr("%1 %2: %3. %4")
                                 .arg(ended.lever().verb(), displayText(ended.lever().target().id(), 120),
                                      outcomeName(ended.receipt()->outcome), ended.receipt()->sentence);
    const auto dialogs = findChildren<InterventionDialog *>();
    const bool hasDialog =
        std::any_of(dialogs.begin(), dialogs.end(), [&ended](const InterventionDialog *dialog) {
            return dialog->isVisible() && dialog->intervention() == &ended;
        });
    if (hasDialog)
        m_status->say(sentence);
    else
        m_notices->add(sentence);
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokensFor(palette()).frame(m_services.profile.environment));
}

/// Escape leaves a field, for the list that the page is about.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (!m_pages->page() || !escapesToList(*m_pages->page(), *event))
        QMainWindow::keyPressEvent(event);
}

/// What was written and not sent is asked about by its dialog, which so stands in the way.
bool MainWindow::closeDialogs()
{
    const auto dialogs = findChildren<InterventionDialog *>();
    return std::all_of(dialogs.begin(), dialogs.end(), [](InterventionDialog *dialog) {
        if (!dialog->isVisible() || !dialog->holdsText())
            return true;
        dialog->raise();
        dialog->activateWindow();
        return dialog->close();
    });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!closeDialogs()) {
        event->ignore();
        return;
    }
    if (m_closesAnyway || underWay().isEmpty()) {
        event->accept();
        return;
    }
    event->ignore();
    auto *dialog = new ClosingDialog(underWay(), this);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_closesAnyway = true;
        close();
    });
    dialog->open();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::WindowStateChange)
        return;
    showSeen();
    keepGeometry();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    keepGeometry();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    keepGeometry();
}

/// As it changes, not as it closes: a window may end by SIGTERM, with its machine, or not at all.
void MainWindow::keepGeometry()
{
    if (isVisible())
        m_state.set(geometryKey, saveGeometry());
}

} // namespace signalbox
