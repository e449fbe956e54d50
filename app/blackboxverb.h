// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "app/verbsignin.h"
#include "models/moments/blackbox.h"
#include "models/store/readingthread.h"

namespace signalbox {

/// `signalbox blackbox export`: signs in, asks which namespaces may be read, writes the file and ends the
/// event loop. Owner thread; the file is written by another.
class BlackBoxVerb final : public QObject
{
    Q_OBJECT

public:
    BlackBoxVerb(Session &session, const QString &file, Instant from, Instant to, QObject *parent = nullptr);

    void start() { m_signIn.start(); }

private:
    void askNames();
    void takeNames();
    void giveUp(const Error &error);
    void print(const Result<blackbox::Contents> &contents) const;

    Session &m_session;
    VerbSignIn m_signIn;
    blackbox::Order m_order;
    ReadingThread m_thread;
    bool m_isWriting = false;
};

/// What an export says that it wrote: lines for a person.
[[nodiscard]] QString exportText(const blackbox::Order &order, const blackbox::Contents &contents);

} // namespace signalbox
