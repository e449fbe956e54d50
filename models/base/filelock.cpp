// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/filelock.h"

#include "models/base/descriptor.h"

#include <fcntl.h>

namespace signalbox {

bool lockForSelf(int fd, off_t start, off_t length)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = start;
    lock.l_len = length;
    return uninterrupted([&] { return ::fcntl(fd, F_OFD_SETLK, &lock); }) == 0;
}

bool isHeldByAnother(int number)
{
    return number == EAGAIN || number == EACCES;
}

} // namespace signalbox
