/** Keys that may be read and set: none that runs a command, loads code, reads a file or holds a secret. Lower case, as the sentence has them. */
export const ZABBIX_KEYS = [
  'Server',
  'ServerActive',
  'Hostname',
  'HostMetadata',
  'Timeout',
  'RefreshActiveChecks',
  'BufferSend',
  'BufferSize',
  'DebugLevel',
  'StartAgents',
  'LogFileSize',
] as const;
