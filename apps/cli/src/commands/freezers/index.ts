import { defineGroup } from '../../command/define.ts'
import { archiveFreezer } from './archive.ts'
import { createFreezer } from './create.ts'
import { deleteFreezer } from './delete.ts'
import { editFreezer } from './edit.ts'
import { freezerHistory } from './history.ts'
import { listFreezers } from './list.ts'
import { moveFreezer } from './move-to.ts'
import { nextNumbers } from './numbers.ts'
import { restoreFreezer } from './restore.ts'
import { showFreezer } from './show.ts'

export const freezers = defineGroup(
  'freezers',
  'Freezers, their boxes and their history',
  [
    listFreezers,
    showFreezer,
    createFreezer,
    editFreezer,
    nextNumbers,
    freezerHistory,
    archiveFreezer,
    restoreFreezer,
    moveFreezer,
    deleteFreezer,
  ],
  'A freezer is meant by its id or its name. Case and accents in names make no difference.',
)
