//! Counts the messages at both ends of every connection and in the log.

use super::person::Heard;

/// What is wrong, as numbers: all zero if nothing is.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Messages that were written.
    pub written: usize,
    /// Confirmed to their writers.
    pub confirmed: usize,
    /// Refused.
    pub refused: usize,
    /// Not in the log.
    pub not_in_the_log: usize,
    /// In the log more than once.
    pub doubled: usize,
    /// Received by one of the two less or more often than once.
    pub not_heard_once: usize,
    /// Conversations that one of the two received in another order than the log's.
    pub out_of_order: usize,
}

impl Tally {
    /// Whether everything arrived once, in order.
    pub fn is_clean(&self) -> bool {
        let Self { written, confirmed, .. } = *self;
        *self == Self { written, confirmed: written, ..Self::default() } && confirmed == written
    }
}

/// Counts `written` messages: those that each person received, two people for each conversation, and those in the log
/// of each conversation.
pub fn count(written: usize, heard: &[Heard], logs: &[Vec<usize>]) -> Tally {
    let mut tally = Tally {
        written,
        confirmed: heard.iter().map(|one| one.acks).sum(),
        refused: heard.iter().map(|one| one.refusals).sum(),
        ..Tally::default()
    };
    let mut in_logs = vec![0_usize; written];
    for (log, both) in logs.iter().zip(heard.chunks(2)) {
        for number in log {
            if let Some(times) = in_logs.get_mut(*number) {
                *times += 1;
            }
        }
        for one in both {
            tally.out_of_order += usize::from(one.messages != *log);
            tally.not_heard_once += differences(&one.messages, log);
        }
    }
    tally.not_in_the_log = in_logs.iter().filter(|times| **times == 0).count();
    tally.doubled = in_logs.iter().filter(|times| **times > 1).count();
    tally
}

/// How many messages one has more or fewer of than the other.
fn differences(one: &[usize], other: &[usize]) -> usize {
    let times = |list: &[usize], number: usize| list.iter().filter(|known| **known == number).count();
    let mut numbers: Vec<usize> = one.iter().chain(other).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().filter(|number| times(one, *number) != times(other, *number)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(messages: &[usize], acks: usize) -> Heard {
        Heard { messages: messages.to_vec(), acks, ..Heard::default() }
    }

    #[test]
    fn everything_once_and_in_order_is_clean() {
        let people = [heard(&[0, 2], 1), heard(&[0, 2], 1), heard(&[1], 1), heard(&[1], 0)];
        assert!(count(3, &people, &[vec![0, 2], vec![1]]).is_clean());
    }

    #[test]
    fn what_is_missing_doubled_or_late_is_counted() {
        let lost = count(2, &[heard(&[0], 1), heard(&[0], 0)], &[vec![0]]);
        assert_eq!((lost.not_in_the_log, lost.is_clean()), (1, false));
        let doubled = count(1, &[heard(&[0, 0], 1), heard(&[0, 0], 0)], &[vec![0, 0]]);
        assert_eq!((doubled.doubled, doubled.is_clean()), (1, false));
        let unheard = count(2, &[heard(&[0, 1], 2), heard(&[0], 0)], &[vec![0, 1]]);
        assert_eq!((unheard.not_heard_once, unheard.out_of_order), (1, 1));
        let order = count(2, &[heard(&[0, 1], 2), heard(&[1, 0], 0)], &[vec![0, 1]]);
        assert_eq!((order.not_heard_once, order.out_of_order, order.is_clean()), (0, 1, false));
    }
}
