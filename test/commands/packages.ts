import type { TestHost } from './host.ts';

/** A package that a test makes: `script` is its postinst, `files` are what it brings (those below /etc are configuration). */
export type Made = {
  name: string;
  version: string;
  control?: string[];
  files?: Record<string, string>;
  postinst?: string;
  prerm?: string;
};

/** What the machine has apt do besides (PackageKit, caches) is not the host's. */
const QUICK =
  '#clear DPkg::Pre-Install-Pkgs; #clear DPkg::Post-Invoke; #clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success;\n';

/** Puts real packages, made with dpkg-deb, into the repository of a host, besides what it has. */
export async function offer(host: TestHost, ...packages: Made[]): Promise<void> {
  const scripts = packages.map((one, index) => building(one, `/srv/packages/build-${index}`));
  await host.write('/etc/apt/apt.conf.d/zz-test', QUICK);
  await host.bash(`echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/test\n${scripts.join('\n')}\ncd /srv/packages && dpkg-scanpackages -m . >Packages 2>/dev/null
    apt-get -q update >/dev/null`);
}

/** Has packages of the repository on the host without apt, such as `tool_1.0`; none but these of the names with `prefix`. */
export async function only(host: TestHost, prefix: string, ...packages: string[]): Promise<void> {
  const files = packages.map((one) => `/srv/packages/${one}_all.deb`).join(' ');
  await host.bash(`rm -f /run/reboot-required*
    there=$(dpkg-query -W -f '\${Package} ' '${prefix}*' 2>/dev/null || :)
    if [ -n "$there" ]; then dpkg --purge --force-all $there >/dev/null 2>&1; fi
    if [ -n '${files}' ]; then dpkg -i --force-depends ${files} >/dev/null; fi`);
}

function building({ name, version, control = [], files = {}, postinst, prerm }: Made, dir: string): string {
  const head = [
    `Package: ${name}`,
    `Version: ${version}`,
    'Architecture: all',
    'Maintainer: Test <test@example.com>',
    `Description: made by a test`,
    ...control,
  ];
  const written: [string, string][] = [['DEBIAN/control', `${head.join('\n')}\n`], ...Object.entries(files)];
  const configuration = Object.keys(files).filter((path) => path.startsWith('etc/'));
  if (configuration.length > 0) written.push(['DEBIAN/conffiles', configuration.map((path) => `/${path}\n`).join('')]);
  if (postinst) written.push(['DEBIAN/postinst', `#!/bin/sh\nset -e\n${postinst}\n`]);
  if (prerm) written.push(['DEBIAN/prerm', `#!/bin/sh\nset -e\n${prerm}\n`]);
  return [
    `mkdir -p ${dir}/DEBIAN`,
    ...written.map(
      ([path, text]) => `mkdir -p "$(dirname ${dir}/${path})"; cat >${dir}/${path} <<'END_OF_FILE'\n${text}END_OF_FILE`,
    ),
    `chmod 755 ${dir}/DEBIAN/p*inst ${dir}/DEBIAN/prerm 2>/dev/null || :`,
    `dpkg-deb --root-owner-group -b ${dir} /srv/packages/${name}_${version.replace(':', '%3a')}_all.deb >/dev/null; rm -rf ${dir}`,
  ].join('\n');
}
