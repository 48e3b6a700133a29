import { join } from 'node:path'

export interface Command {
  program: string
  options: string[]
}

export interface Cluster {
  directory: string
  /** A UUID. */
  id: string
  monitorPort: number
  gatewayPort: number
  accessKey: string
  secretKey: string
}

/** The programs of the Debian packages ceph-mon, ceph-osd and radosgw. */
export const programs = [
  'ceph',
  'ceph-authtool',
  'ceph-mon',
  'ceph-osd',
  'monmaptool',
  'radosgw',
  'radosgw-admin',
]

/** The smallest Ceph there is: one monitor, one store in memory, one S3 gateway, for this machine only. */
export function configuration({ directory, id, monitorPort, gatewayPort }: Cluster): string {
  const at = (name: string) => join(directory, name)
  return `[global]
fsid = ${id}
mon host = [v2:127.0.0.1:${monitorPort}/0]
ms bind msgr1 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = ${at('keyring')}
run dir = ${directory}
crash dir = ${directory}
admin socket =
log to file = false
log to stderr = true
mon cluster log to file = false
mon data = ${at('mon')}
mon initial members = a
mon data avail crit = 0
mon allow pool size one = true
# Nobody else votes, so that decisions need not wait for more of them.
paxos propose interval = 0.02
paxos min wait = 0.01
osd data = ${at('osd')}
osd objectstore = memstore
memstore device bytes = 16G
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
rgw data = ${at('rgw')}
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw thread pool size = 64
# What was deleted gives its memory back soon.
rgw gc obj min wait = 1
rgw gc processor period = 5
rgw gc processor max time = 5
`
}

/** Makes the keys, and the data directory of the monitor. */
export function makeMonitor({ id, monitorPort }: Cluster): Command[] {
  const keyring = ['ceph-authtool', 'keyring', '--gen-key', '-n'] as const
  const monitor = `[v2:127.0.0.1:${monitorPort}]`
  return [
    [...keyring, 'mon.', '--create-keyring', '--cap', 'mon', 'allow *'],
    [...keyring, 'client.admin', '--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *'],
    [...keyring, 'client.rgw', '--cap', 'mon', 'allow rw', '--cap', 'osd', 'allow rwx'],
    [...keyring, 'osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *'],
    ['monmaptool', '--create', '--addv', 'a', monitor, '--fsid', id, 'monmap'],
    ['ceph-mon', '--mkfs', '-i', 'a', '--monmap', 'monmap', '--keyring', 'keyring'],
  ].map(command)
}

export const runMonitor = command(['ceph-mon', '-i', 'a', '-f'])

/** Tells the monitor of the store, and makes its data directory. */
export function makeStore({ id }: Cluster): Command[] {
  return [
    ['ceph', '--connect-timeout', '30', 'osd', 'new', id],
    ['ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', id],
  ].map(command)
}

export const runStore = command(['ceph-osd', '-i', '0', '-f'])

export const runGateway = command(['radosgw', '-n', 'client.rgw', '-f'])

export function makeUser({ accessKey, secretKey }: Cluster): Command {
  const keys = [`--access-key=${accessKey}`, `--secret-key=${secretKey}`]
  return command(['radosgw-admin', 'user', 'create', '--uid=larder', '--display-name=L', ...keys])
}

function command([program = '', ...options]: readonly string[]): Command {
  return { program, options }
}
