import { TZDate } from "@date-fns/tz";
import { addDays, getISODay } from "date-fns";
import { AppError } from "../../../core/errors.ts";
import { dayOf } from "../../../core/week.ts";
import { isWorkingDay, WORKDAY_END_HOUR, workingDayAt } from "../../../core/working-time.ts";
import { type Poll, PutOffDay } from "../contract.ts";
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
 * The two days that are offered with one tap: the next working day, and the Friday after it. When that is the same day
 * or a holiday, the working day after the first.
 */
export function putOffDays(now: Date, zone: string): readonly { readonly name: PutOffDay; readonly at: Date }[] {
  const first = workingDayAt(now, zone, 1, WORKDAY_END_HOUR);
  const friday = nextNamedDay("friday", first, zone);
  const isSameWeek = getISODay(new TZDate(first, zone)) < FRIDAY && isWorkingDay(friday, zone);
  const second = isSameWeek ? friday : workingDayAt(now, zone, 2, WORKDAY_END_HOUR);
  const isTomorrow = dayOf(first, zone) === dayOf(nextNamedDay("tomorrow", now, zone), zone);
  return [
    { name: isTomorrow ? "tomorrow" : weekdayOf(first, zone), at: first },
    { name: weekdayOf(second, zone), at: second },
  ];
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const FRIDAY = 5;

/** Of a working day. */
const weekdayOf = (at: Date, zone: string): PutOffDay => weekdays[getISODay(new TZDate(at, zone)) - 1] ?? "monday";

/** The end of the working hours of the next day of that name, which may be a holiday. */
function nextNamedDay(name: PutOffDay, now: Date, zone: string): Date {
  const today = getISODay(new TZDate(now, zone));
  const ahead = name === "tomorrow" ? 1 : ((weekdays.indexOf(name) + 1 - today + 6) % 7) + 1;
  return moment(dayOf(now, zone), `${WORKDAY_END_HOUR}:00`, zone, ahead);
}

/**
 * The postponed day of the outcome. A named day that is not a working day means the next one.
 *
 * @throws AppError `DAY_MISSING`, `MORE_TIME_TOO_LATE`, `CLOSES_TOO_SOON` for a day in the past
 */
export function answerPutOff(day: string, now: Date, zone: string): Date {
  if (day === "") {
    throw new AppError(pollErrors.DAY_MISSING);
  }
  const named = PutOffDay.safeParse(day).data;
  const at = named
    ? workingDayAt(nextNamedDay(named, now, zone), zone, 0, WORKDAY_END_HOUR)
    : moment(day, `${WORKDAY_END_HOUR}:00`, zone);
  if (at <= now) {
    throw new AppError(pollErrors.CLOSES_TOO_SOON, {}, { field: "day" });
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
