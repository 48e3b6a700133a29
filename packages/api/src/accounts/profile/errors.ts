import { reason } from '../../errors/reason.ts'

/** The reasons of profiles. */
export const profileErrors = {
  USERNAME_TAKEN: reason<{ username: string }>(
    'CONFLICT',
    ({ username }) =>
      `The username "${username}" is taken, or looks like one that is. Choose another.`,
  ),
  USERNAME_RESERVED: reason<{ username: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ username }) =>
      `The username "${username}" is reserved: it could be taken for the server or for those who run it. Choose another.`,
  ),
  BIRTH_DATE_IN_FUTURE: reason<{ birthDate: string; today: string }>(
    'UNPROCESSABLE_CONTENT',
    ({ birthDate, today }) =>
      `The birth date ${birthDate} lies in the future: today is ${today} in your time zone. Check the year.`,
  ),
}
