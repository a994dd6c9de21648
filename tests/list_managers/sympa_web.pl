#!/usr/bin/perl
# Sympa's own web interface, run as a CGI program (RFC 3875) for one request.
use lib '/usr/share/sympa/lib';
use strict;
use warnings;

# It refuses to run under another account than its package's: here the account is that of the tests.
use Sympa::Constants;

BEGIN {
    no warnings 'redefine';
    my ($user, $group) = (scalar getpwuid $>, scalar getgrgid $));
    *Sympa::Constants::USER  = sub () { $user };
    *Sympa::Constants::GROUP = sub () { $group };
}

$0 = '/usr/lib/cgi-bin/sympa/wwsympa.fcgi';
do $0 or die $@ || $!;
