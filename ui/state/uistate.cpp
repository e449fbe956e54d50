// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/uistate.h"

#include "models/profile/profilefolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

#include <chrono>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds writeAfter{500};

/// Version 0.1 took the profile's name for the folder's. What it kept of a name that comes out otherwise now,
/// "prod.eu" say, is taken over once; a path is left where it lies.
void takeOverUnescaped(const QString &profileName)
{
    const QString path = uiStatePath(profileName);
    const QString old = u"%1/%2/window.ini"_s.arg(stateFolder(), profileName);
    const bool leadsElsewhere = profileName.contains(u'/') || profileName.startsWith(u'.');
    if (path == old || leadsElsewhere || QFileInfo::exists(path) || !QFileInfo::exists(old))
        return;
    if (QDir().mkpath(QFileInfo(path).path()))
        QFile::rename(old, path);
}

/// Merges with what another window of this profile wrote in between.
void writeTo(const QString &path, const QVariantMap &changed)
{
    QSettings file(path, QSettings::IniFormat);
    for (auto each = changed.cbegin(); each != changed.cend(); ++each)
        file.setValue(each.key(), each.value());
}

QString ownPath(const QString &profileName)
{
    takeOverUnescaped(profileName);
    return uiStatePath(profileName);
}

} // namespace

UiState::UiState(const QString &profileName)
    : m_path(ownPath(profileName))
{
    const QSettings kept(m_path, QSettings::IniFormat);
    const QStringList keys = kept.allKeys();
    for (const QString &key : keys)
        m_values.insert(key, kept.value(key));
    m_writer.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(writeAfter);
    QObject::connect(&m_soon, &QTimer::timeout, &m_soon, [this] { write(); });
}

UiState::~UiState()
{
    write();
    m_writer.waitForDone();
}

/// By a digest: a subject may hold anything, and a file of settings need not name people.
void UiState::setPerson(const QString &subject)
{
    constexpr qsizetype enough = 16;
    const QByteArray digest = QCryptographicHash::hash(subject.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_person = subject.isEmpty() ? QString() : u"person-%1/"_s.arg(QString::fromLatin1(digest.first(enough)));
}

void UiState::set(const QString &key, const QVariant &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_changed.insert(key, value);
    if (!m_soon.isActive()) // not put off by the next change: what changes without end is remembered too
        m_soon.start();
}

void UiState::write()
{
    m_soon.stop();
    if (m_changed.isEmpty())
        return;
    m_writer.start([path = m_path, changed = std::exchange(m_changed, {})] { writeTo(path, changed); });
}

QString uiStatePath(const QString &profileName)
{
    return u"%1/%2/window.ini"_s.arg(stateFolder(), profileFolder(profileName));
}

} // namespace signalbox
