import { changeEmail } from './change-email.ts'
import { confirmEmail } from './confirm-email.ts'
import { confirmRegistration } from './confirm-registration.ts'
import { forgotPassword } from './forgot-password.ts'
import { resetPassword } from './reset-password.ts'
import { sendVerification } from './send-verification.ts'
import { verify } from './verify.ts'

/** What goes on in one's mail box. */
export const byMail = [
  confirmRegistration,
  sendVerification,
  verify,
  forgotPassword,
  resetPassword,
  changeEmail,
  confirmEmail,
]
