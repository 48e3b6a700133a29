import { execFileSync } from 'node:child_process'

/** A fresh certificate, signed by itself, of a receiver on 127.0.0.1. OpenSSL makes it. */
export function receiverCertificate(): { certificate: string; privateKey: string } {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const subject = ['-subj', '/CN=receiver', '-addext', 'subjectAltName=IP:127.0.0.1']
  const output = execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-nodes', '-days', '2', ...subject, '-keyout', '-'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const start = output.indexOf('-----BEGIN CERTIFICATE-----')
  return { certificate: output.slice(start), privateKey: output.slice(0, start) }
}
