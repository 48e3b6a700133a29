import type { TRPCRouterRecord } from '@trpc/server'
import { addComment } from './add-comment.ts'
import { deleteComment } from './delete-comment.ts'
import { editComment } from './edit-comment.ts'
import { listComments } from './list-comments.ts'
import { switchComments } from './switch-comments.ts'

export const comments = {
  list: listComments,
  add: addComment,
  edit: editComment,
  delete: deleteComment,
  switch: switchComments,
} satisfies TRPCRouterRecord
