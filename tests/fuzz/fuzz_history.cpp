// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "models/base/displaytext.h"
#include "models/temporal/convert.h"
#include "models/temporal/converthistory.h"
#include <temporal/api/history/v1/message.pb.h>
#include <temporal/api/workflowservice/v1/request_response.pb.h>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    temporal::api::history::v1::History history;
    if (history.ParseFromArray(data, static_cast<int>(size)))
        std::ignore = convert::historyEvents(history);
    temporal::api::workflowservice::v1::DescribeWorkflowExecutionResponse description;
    if (description.ParseFromArray(data, static_cast<int>(size)))
        std::ignore = convert::description(description);
    temporal::api::workflowservice::v1::ListWorkflowExecutionsResponse list;
    if (list.ParseFromArray(data, static_cast<int>(size)))
        std::ignore = convert::executionPage(list);
    return 0;
}
