import type { ShippedCommand, ShippedMaintenance } from '../bot/domain/command.ts';
import { accessSet } from './access-set.ts';
import { accessShow } from './access-show.ts';
import { accountAdd } from './account-add.ts';
import { accountList } from './account-list.ts';
import { accountLock } from './account-lock.ts';
import { accountRemove } from './account-remove.ts';
import { accountUnlock } from './account-unlock.ts';
import { assess } from './assess.ts';
import { backupList } from './backup-list.ts';
import { backupNow } from './backup-now.ts';
import { backupVerify } from './backup-verify.ts';
import { certificateCheck } from './certificate-check.ts';
import { certificateInstall } from './certificate-install.ts';
import { certificateRenew } from './certificate-renew.ts';
import { certificateShow } from './certificate-show.ts';
import { check } from './check.ts';
import { decommission } from './decommission.ts';
import { disk } from './disk.ts';
import { ship } from './document.ts';
import { edit } from './edit.ts';
import { editLines } from './edit-lines.ts';
import { firewall } from './firewall.ts';
import { hardware } from './hardware.ts';
import { install } from './install.ts';
import { ipAdd, ipList, ipRemove } from './ip-address.ts';
import { jcaAdd } from './jca-add.ts';
import { jcaList } from './jca-list.ts';
import { jcaLock } from './jca-lock.ts';
import { jcaUnlock } from './jca-unlock.ts';
import { load } from './load.ts';
import { logrotateRun } from './logrotate-run.ts';
import { logrotateSet } from './logrotate-set.ts';
import { logrotateShow } from './logrotate-show.ts';
import { logs } from './logs.ts';
import { memory } from './memory.ts';
import { ports } from './ports.ts';
import { processes } from './processes.ts';
import { reboot } from './reboot.ts';
import { recover } from './recover.ts';
import { recoverCheck } from './recover-check.ts';
import { remove } from './remove.ts';
import { repair } from './repair.ts';
import { replace } from './replace.ts';
import { resourcesSet } from './resources-set.ts';
import { resourcesShow } from './resources-show.ts';
import { restart } from './restart.ts';
import { restore } from './restore.ts';
import { routeAdd, routeList, routeRemove } from './route.ts';
import { setUp } from './set-up.ts';
import { sshConfigSet } from './ssh-config-set.ts';
import { sshConfigShow } from './ssh-config-show.ts';
import { sshGrant } from './ssh-grant.ts';
import { sshKeySet } from './ssh-key-set.ts';
import { sshList } from './ssh-list.ts';
import { sshRevoke } from './ssh-revoke.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { tasks } from './tasks.ts';
import { updateKernel } from './update-kernel.ts';
import { updateSoftware } from './update-software.ts';
import { updates } from './updates.ts';
import { uptime } from './uptime.ts';
import { vpnDown } from './vpn-down.ts';
import { vpnStatus } from './vpn-status.ts';
import { vpnUp } from './vpn-up.ts';
import { zabbixRestart } from './zabbix-restart.ts';
import { zabbixSet } from './zabbix-set.ts';
import { zabbixShow } from './zabbix-show.ts';

/** The commands that a document of ours does, in the order of the help. A new one is a file and a line here. */
export const maintenance: readonly ShippedMaintenance[] = [
  restart,
  start,
  stop,
  reboot,
  repair,
  status,
  uptime,
  load,
  memory,
  disk,
  processes,
  ports,
  logs,
  hardware,
  check,
  assess,
  zabbixShow,
  zabbixSet,
  zabbixRestart,
  logrotateShow,
  logrotateSet,
  logrotateRun,
  accountList,
  accountAdd,
  accountLock,
  accountUnlock,
  accountRemove,
  sshList,
  sshKeySet,
  sshGrant,
  sshRevoke,
  sshConfigShow,
  sshConfigSet,
  accessShow,
  accessSet,
  jcaList,
  jcaAdd,
  jcaLock,
  jcaUnlock,
  install,
  remove,
  updates,
  updateSoftware,
  updateKernel,
  edit,
  replace,
  editLines,
  certificateShow,
  certificateCheck,
  certificateInstall,
  certificateRenew,
  ...firewall,
  ipList,
  ipAdd,
  ipRemove,
  routeList,
  routeAdd,
  routeRemove,
  resourcesShow,
  ...resourcesSet,
  vpnStatus,
  vpnUp,
  vpnDown,
  backupNow,
  backupList,
  backupVerify,
  restore,
  recoverCheck,
  recover,
  setUp,
  decommission,
].map((definition) => ship(definition));

/** All commands, the vendor's tasks last. */
export const commands: readonly ShippedCommand[] = [...maintenance, ...tasks];
