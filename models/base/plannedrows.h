// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/keyedrows.h"
#include "models/base/reply.h"
#include "models/base/rowtexts.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace signalbox {

/// A row of a list that nobody changes any more.
template <class T>
struct SharedRow
{
    std::shared_ptr<const T> value; ///< of its list, which lives as long

    bool operator==(const SharedRow &other) const { return value == other.value || *value == *other.value; }
};

/// For who writes them down. Any thread.
template <class T>
[[nodiscard]] std::vector<T> valuesOf(const std::vector<SharedRow<T>> &rows)
{
    std::vector<T> values;
    values.reserve(rows.size());
    for (const SharedRow<T> &row : rows)
        values.push_back(*row.value);
    return values;
}

/// A long list of values of which some are shown, in some order. Choosing, sorting and comparing with what is
/// shown already are a worker's; the owner thread only swaps in what came of it, row by row, so that
/// selection and scroll survive. The last wish wins. Owner thread.
template <class T>
class PlannedRowsModel : public KeyedRowsModel<SharedRow<T>>, public RowTextSource
{
public:
    using All = std::shared_ptr<const std::vector<T>>;

    explicit PlannedRowsModel(QObject *parent = nullptr)
        : KeyedRowsModel<SharedRow<T>>(parent)
    {
        m_worker.setMaxThreadCount(1);
    }

    void setAll(All all)
    {
        m_all = std::move(all);
        plan();
    }
    [[nodiscard]] const std::vector<T> &all() const { return *m_all; }
    [[nodiscard]] const T &at(int row) const { return *this->row(row).value; }
    /// Those that are shown, as they are: for who writes them elsewhere.
    [[nodiscard]] const std::vector<SharedRow<T>> &rowsShown() const { return this->rows(); }
    [[nodiscard]] bool isPlanning() const { return m_isPlanning; }

    [[nodiscard]] RowTexts textsOf(const std::vector<int> &rows) const override
    {
        std::vector<SharedRow<T>> taken;
        taken.reserve(rows.size());
        for (const int each : rows)
            taken.push_back(this->row(each));
        return {taken.size(), this->columnCount(),
                [taken = std::move(taken), cell = copier()](std::size_t row, int column) {
                    return cell(*taken[row].value, column);
                }};
    }

protected:
    /// Which are shown, in which order: pure, as the worker calls it.
    using Choose = std::function<RowOrder(const std::vector<T> &all)>;
    [[nodiscard]] virtual Choose chooser() const = 0;
    /// What is copied of a cell; likewise.
    using Copy = std::function<QString(const T &, int column)>;
    [[nodiscard]] virtual Copy copier() const = 0;
    /// By which a row is known again in another list; likewise.
    using Key = std::vector<QString>;
    using KeyOf = Key (*)(const T &);
    [[nodiscard]] virtual KeyOf keying() const = 0;
    virtual void aboutToShow() = 0; ///< the rows become those that were asked for
    virtual void hasShown() = 0;    ///< they are

    void plan()
    {
        m_delivery.cancel();
        m_isPlanning = true;
        const ReplyPromise<Plan> promise;
        const auto dropped = std::make_shared<std::atomic<bool>>(false);
        promise.onCancel([dropped] { *dropped = true; });
        m_delivery =
            promise.reply().deliver(this, [this](Result<Plan> plan) { take(std::move(plan).value()); });
        m_worker.start(
            [promise, dropped, from = this->rows(), all = m_all, choose = chooser(), keyOf = keying()] {
                if (!*dropped)
                    promise.finish(planOf(from, all, choose, keyOf));
            });
    }

private:
    struct Plan
    {
        std::vector<SharedRow<T>> next;
        RowSteps steps;
    };

    [[nodiscard]] static Plan planOf(const std::vector<SharedRow<T>> &from, const All &all,
                                     const Choose &choose, KeyOf keyOf)
    {
        Plan plan;
        for (const quint32 place : choose(*all))
            plan.next.push_back({{all, &(*all)[place]}});
        plan.steps = KeyedRowsModel<SharedRow<T>>::stepsBetween(
            from, plan.next, [keyOf](const SharedRow<T> &row) { return keyOf(*row.value); });
        return plan;
    }

    void take(Plan plan)
    {
        m_isPlanning = false;
        aboutToShow();
        this->removeGone(plan.steps);
        this->takeNext(plan.steps, std::move(plan.next));
        hasShown();
    }

    All m_all = std::make_shared<const std::vector<T>>();
    bool m_isPlanning = false;
    Delivery m_delivery;
    QThreadPool m_worker;
};

} // namespace signalbox
