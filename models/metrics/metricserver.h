// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/http/httpclient.h"
#include "models/profile/metricsources.h"

#include <QThreadPool>

#include <utility>

namespace signalbox {

class Keyring;

/// The keyring's entry for a profile's token; `what` is "prometheus" or "alertmanager".
[[nodiscard]] QString metricTokenKey(const QString &profileName, const QString &what);

/// How Prometheus and Alertmanager are asked: over HTTP, with the token that the keyring has where the
/// profile says so, read each time and not kept. What they answer is read by a worker, as it may be large.
/// Owner thread.
class MetricServer
{
public:
    /// Outlived by the keyring. `title` names it in sentences.
    MetricServer(const MetricSource &source, QString title, QString tokenKey, Keyring &keyring);

    /// `path` below the source's address. `read` is called by the worker with an answer of any status.
    template <class T, class Read>
    [[nodiscard]] Reply<T> ask(const QString &path, const FormFields &query, Read read)
    {
        const ReplyPromise<T> promise;
        const Delivery asked =
            get(path, query)
                .deliver(&m_http, [this, promise, read = std::move(read)](Result<HttpAnswer> answer) {
                    if (!answer)
                        return promise.finish(tl::unexpected(answer.error()));
                    m_worker.start(
                        [promise, read, answer = std::move(*answer)] { promise.finish(read(answer)); });
                });
        promise.onCancel([asked] { dispatcher::post([asked] { asked.cancel(); }); });
        return promise.reply();
    }

private:
    [[nodiscard]] Reply<HttpAnswer> get(const QString &path, const FormFields &query);
    [[nodiscard]] QUrl address(const QString &path, const FormFields &query) const;

    const MetricSource m_source;
    const QString m_title;
    const QString m_tokenKey;
    Keyring &m_keyring;
    HttpClient m_http;
    QThreadPool m_worker;
};

/// The error that an answer of another status than 200 is. `said`: its own words, if it has any.
[[nodiscard]] Error refusalOf(const HttpAnswer &answer, const QString &said);

} // namespace signalbox
