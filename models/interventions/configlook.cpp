// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/configlook.h"

#include "models/interventions/wording.h"
#include "models/temporal/inventoryreads.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// As many namespaces as any list is read of.
constexpr int mostPages = 20;

} // namespace

Reply<Seen> ConfigLook::read(Client &client, const QString &ns, NamespaceParts parts, Purpose purpose)
{
    cancel();
    m_client = &client;
    m_parts = parts;
    m_purpose = purpose;
    m_seen = {};
    m_seen.config.info.name = ns;
    m_pages = 0;
    m_promise = ReplyPromise<Seen>();
    m_call =
        inventory::namespaceConfig(client, ns, purpose).deliver(this, [this](Result<NamespaceConfig> answer) {
            take(std::move(answer));
        });
    return m_promise.reply();
}

void ConfigLook::cancel()
{
    m_call.cancel();
}

void ConfigLook::take(Result<NamespaceConfig> answer)
{
    if (!answer && answer.error().kind == ErrorKind::NotFound && m_parts.mayBeMissing) {
        m_seen.isMissing = true;
        return readRemoved({});
    }
    if (!answer)
        return m_promise.finish(tl::unexpected(answer.error()));
    m_seen.config = std::move(*answer);
    if (m_parts.attributes)
        return readAttributes();
    finish();
}

void ConfigLook::readAttributes()
{
    m_call = inventory::searchAttributes(*m_client, m_seen.config.info.name, m_purpose)
                 .deliver(this, [this](Result<SearchAttributes> answer) {
                     if (answer)
                         m_seen.attributes = std::move(*answer);
                     else
                         m_seen.attributesTrouble = wording::explained(answer.error());
                     finish();
                 });
}

/// Who may not list namespaces is not kept from making one: the server takes the name again at once.
void ConfigLook::readRemoved(const QByteArray &pageToken)
{
    m_call = inventory::deletedNamespaces(*m_client, pageToken, m_purpose)
                 .deliver(this, [this](const Result<inventory::DeletedPage> &page) {
                     if (!page)
                         return finish();
                     for (const QString &name : page->names)
                         if (name.startsWith(m_seen.config.info.name + u"-deleted-"_s))
                             m_seen.removed << name;
                     if (page->nextPage.isEmpty() || ++m_pages >= mostPages)
                         return finish();
                     readRemoved(page->nextPage);
                 });
}

void ConfigLook::finish()
{
    m_promise.finish(Seen(m_seen));
}

} // namespace signalbox
