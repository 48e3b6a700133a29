import { forgetting } from '../background/forgetting.ts'
import { inPortions } from '../background/in-portions.ts'
import { COUNTED_FOR_DAYS, sumUpOldViews } from './views/queries.ts'

/** From then on they are counted again. */
export const forgettingViewers = forgetting({
  table: 'video_viewers',
  overAt: 'counted_at',
  keptDays: COUNTED_FOR_DAYS,
})

export const summingUpViews = inPortions({ what: 'summing up views', portion: sumUpOldViews })
