/** Hosts as somebody could write them who wants to reach what is near the server. */
export const hostileHosts: Record<string, readonly string[]> = {
  'this machine': ['127.0.0.1', '127.1', '127.255.255.254', '[::1]', 'localhost', 'LOCALHOST.'],
  'this machine, in other bases': ['2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1'],
  'no address in particular': ['0.0.0.0', '0', '[::]'],
  'a private network': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '[fd00::1]'],
  'behind a carrier': ['100.64.0.1', '100.127.255.255'],
  'the link': ['169.254.1.1', '[fe80::1]'],
  'the metadata of a cloud': [
    '169.254.169.254',
    '0xa9fea9fe',
    '[fd00:ec2::254]',
    '100.100.100.200',
    '168.63.129.16',
    '[::ffff:169.254.169.254]',
  ],
  'many or nobody': ['224.0.0.1', '239.255.255.250', '255.255.255.255', '240.0.0.1', '[ff02::1]'],
  'an IPv4 address within an IPv6 one': [
    '[::ffff:10.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::10.0.0.1]',
    '[2002:7f00:1::]',
    '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  ],
  'reserved for something else': ['192.0.2.1', '198.18.0.1', '203.0.113.7', '[2001:db8::1]'],
  'a name of nobody': ['larder.invalid'],
}

/** Addresses on the public internet. Nothing is ever sent there. */
export const publicHosts = [
  '93.184.215.14',
  '8.8.8.8',
  '[2606:2800:21f:cb07:6820:80da:af6b:8b2c]',
  '[::ffff:93.184.215.14]',
  '[64:ff9b::93.184.215.14]',
  '172.32.0.1',
  '100.128.0.1',
]
