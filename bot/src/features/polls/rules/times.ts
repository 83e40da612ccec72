import { TZDate } from "@date-fns/tz";
import { addDays } from "date-fns";
import { AppError } from "../../../core/errors.ts";
import { dayOf } from "../../../core/week.ts";
import { WORKDAY_END_HOUR, workingDayAt } from "../../../core/working-time.ts";
import type { Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";

/** Late enough to leave most of the day, early enough to see the result before people go home. */
const CLOSING_HOUR = 16;
const MAX_OPEN_DAYS = 60;
/** Working days after the close until the asker is reminded. */
const ANSWER_WITHIN_DAYS = 2;

interface ChosenTime {
  /** `yyyy-MM-dd` and `HH:mm` in the team's zone, empty when not chosen. */
  readonly closesOn: string;
  readonly closesAt: string;
}

/**
 * The closing time of a poll: the next working day at 16:00 by default. A time alone means its next occurrence.
 *
 * @throws AppError `CLOSES_TOO_SOON`, `CLOSES_TOO_LATE`
 */
export function closingTime({ closesOn, closesAt }: ChosenTime, now: Date, zone: string): Date {
  const at = chosenMoment({ closesOn, closesAt }, now, zone);
  if (at <= now) {
    throw new AppError(pollErrors.CLOSES_TOO_SOON);
  }
  if (at > addDays(now, MAX_OPEN_DAYS)) {
    throw new AppError(pollErrors.CLOSES_TOO_LATE);
  }
  return at;
}

function chosenMoment({ closesOn, closesAt }: ChosenTime, now: Date, zone: string): Date {
  const time = closesAt || `${CLOSING_HOUR}:00`;
  if (closesOn) {
    return moment(closesOn, time, zone);
  }
  if (!closesAt) {
    return workingDayAt(now, zone, 1, CLOSING_HOUR);
  }
  const today = moment(dayOf(now, zone), time, zone);
  return today > now ? today : moment(dayOf(now, zone), time, zone, 1);
}

/** Days are calendar days: one of them may have 23 or 25 hours. */
function moment(day: string, time: string, zone: string, daysLater = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(new TZDate(year, month - 1, date + daysLater, hours, minutes, zone).getTime());
}

/** The day by which the team is told the outcome: two working days after the close. */
export const answerDue = (closedAt: Date, zone: string): Date =>
  workingDayAt(closedAt, zone, ANSWER_WITHIN_DAYS, CLOSING_HOUR);

/**
 * The postponed day of the outcome.
 *
 * @throws AppError `DAY_MISSING`, `MORE_TIME_TOO_LATE`, `CLOSES_TOO_SOON` for a day in the past
 */
export function answerPutOff(day: string, now: Date, zone: string): Date {
  if (day === "") {
    throw new AppError(pollErrors.DAY_MISSING);
  }
  const at = moment(day, `${WORKDAY_END_HOUR}:00`, zone);
  if (at <= now) {
    throw new AppError(pollErrors.CLOSES_TOO_SOON);
  }
  if (at > addDays(now, MAX_OPEN_DAYS)) {
    throw new AppError(pollErrors.MORE_TIME_TOO_LATE);
  }
  return at;
}

const HOUR_MS = 3600_000;
/** Time to answer is left, and the channel has had time to forget. */
const REMIND_BEFORE_MS = 3 * HOUR_MS;
const REMIND_AFTER_MS = 12 * HOUR_MS;

/** Among fewer people a reminder points at those who have not answered, and its absence tells that all have. */
const MIN_REMINDED = 8;

export const mayRemind = ({ eligible }: Pick<Poll, "eligible">): boolean => eligible >= MIN_REMINDED;

/** When the channel is reminded, once; undefined when the poll is too short for anybody to have forgotten it. */
export function reminderTime(poll: Pick<Poll, "openedAt" | "closesAt" | "eligible">): Date | undefined {
  const at = Date.parse(poll.closesAt) - REMIND_BEFORE_MS;
  return !mayRemind(poll) || at - Date.parse(poll.openedAt) < REMIND_AFTER_MS ? undefined : new Date(at);
}
