/** 0 or 1: the only boolean that both engines bind and return alike. */
export type Flag = 0 | 1

/** A UTC instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type Instant = string

/** A calendar day, `YYYY-MM-DD`. It never passes through a `Date`. */
export type Day = string
