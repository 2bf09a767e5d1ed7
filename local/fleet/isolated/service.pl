#!/usr/bin/perl
# A service of an isolated host: keeps its process number in /run, its log in /var/log, and answers HTTP on its port.
# Perl because Debian always has it, it starts in milliseconds, and 16 hosts of it stay small.
use strict;
use warnings;
use IO::Socket::INET;
use POSIX qw(setsid strftime);

my ($name, $port) = @ARGV;
open(my $log, '>>', "/var/log/$name.log") or die "cannot open the log of $name: $!";
$log->autoflush(1);
sub note { print {$log} strftime('%Y-%m-%dT%H:%M:%SZ', gmtime), " $name\[$$]: @_\n" }

my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 16, ReuseAddr => 1)
  or do { note("cannot listen on port $port: $!"); exit 1 };
# It becomes a daemon only once it listens, so that a start that has returned means a port that answers.
defined(my $child = fork) or die "cannot fork: $!";
if ($child) {
  open(my $pid, '>', "/run/$name.pid") or die "cannot write the process number of $name: $!";
  print {$pid} "$child\n";
  close $pid;
  exit 0;
}
setsid();
open(STDIN, '<', '/dev/null');
open(STDOUT, '>', '/dev/null');
open(STDERR, '>', '/dev/null');
note("started, listening on port $port");

$SIG{TERM} = sub { note('stopping'); unlink "/run/$name.pid"; exit 0 };
while (1) {
  my $client = $server->accept or next;
  my $request = <$client> // '';
  $request =~ s/\s+\z//;
  my $body = "$name $$\n";
  print {$client} "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ", length $body, "\r\n\r\n$body";
  close $client;
  note("answered $request");
}
