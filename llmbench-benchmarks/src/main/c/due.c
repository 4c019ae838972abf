#include "due.h"

#include "floor.h"

struct entry {
    int64_t nanos;
    void *what;
};

static struct entry *heap;
static size_t count;
static size_t room;

int64_t earliest_due(void) {
    return count == 0 ? INT64_MAX : heap[0].nanos;
}

void add_due(int64_t nanos, void *what) {
    if (count == room) {
        room = room == 0 ? 1024 : 2 * room;
        heap = resized(heap, room * sizeof *heap);
    }
    size_t at = count++;
    while (at > 0 && heap[(at - 1) / 2].nanos > nanos) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = (struct entry) {nanos, what};
}

void *take_earliest(void) {
    void *earliest = heap[0].what;
    struct entry last = heap[--count];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count) {
            break;
        }
        if (child + 1 < count && heap[child + 1].nanos < heap[child].nanos) {
            child++;
        }
        if (heap[child].nanos >= last.nanos) {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return earliest;
}
