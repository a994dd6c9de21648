#!/usr/bin/perl
# Sympa's own code: what its daemons loop on is run until nothing is left to do.
# Usage: sympa_worker.pl FOLDER LIST HOST OWNER; requests and answers as in servers.Worker.
use lib '/usr/share/sympa/lib';
use strict;
use warnings;
use JSON::PP;

# An outgoing message is dated up to a second ahead and waits for its time: here the clock is set, nobody waits.
our $ahead;
BEGIN { $ahead = 0; *CORE::GLOBAL::time = sub () { CORE::time() + $main::ahead } }

# Sympa gives its files to the account of its package, which only root may; for others it is their own account.
use Sympa::Constants;

BEGIN {
    no warnings 'redefine';
    return if $< == 0;
    my ($user, $group) = (scalar getpwuid $<, scalar getgrgid $();
    *Sympa::Constants::USER  = sub () { $user };
    *Sympa::Constants::GROUP = sub () { $group };
}
use Conf;
use Sympa::DatabaseManager;
use Sympa::Language;
use Sympa::List;
use Sympa::Log;
use Sympa::Process;
use Sympa::Spindle::ProcessIncoming;
use Sympa::Spindle::ProcessOutgoing;
use Sympa::Spool::Auth;
use Sympa::Spool::Listmaster;

my ($folder, $name, $host, $owner) = @ARGV;
open my $answers, '>&', \*STDOUT or die $!;
open STDOUT, '>&', \*STDERR or die $!;    # what Sympa prints is no answer
$answers->autoflush(1);

Sympa::Process->instance->init(pidname => 'tests', name => 'tests');
my $log = Sympa::Log->instance;
$log->{log_to_stderr} = 'all';
$log->{level}         = 0;
my $settings = $Conf::sympa_config = "$folder/sympa.conf";
Conf::load($settings, 'no_db')           or die 'settings';
Sympa::DatabaseManager->instance         or die 'database';
Sympa::DatabaseManager::probe_db()       or die 'tables';
Conf::load($settings)                    or die 'settings';
Sympa::Language->instance->set_lang('en');

sub list { return Sympa::List->new($name, $host, {just_try => 1}) || die 'no list' }

sub waiting {
    my $spool = Sympa::Spool::Auth->new(context => list());
    my @found;
    while (my ($request, $handle) = $spool->next(no_lock => 1)) {
        last unless $handle;
        push @found, [$request, $handle] if $request;
    }
    return ($spool, @found);
}

sub members {
    my %found;
    for (my $member = list()->get_first_list_member(); $member; $member = list()->get_next_list_member()) {
        $found{$member->{email}} = $member->{reception} || 'mail';
    }
    return \%found;
}

my %requests = (
    start => sub {
        my ($asked) = @_;
        unlink grep { -f } glob("$folder/spool/{auth,subscribe}/*");
        list()->delete_list_member([keys %{members()}]);
        list()->add_list_member({email => $_, reception => $asked->{members}{$_}, visibility => 'noconceal'})
            for sort keys %{$asked->{members}};
        return 'done';
    },
    run => sub {
        local $ahead = 10;
        while (grep { -f } glob("$folder/spool/msg/*"), glob("$folder/spool/bulk/pct/*/*")) {
            Sympa::Spindle::ProcessIncoming->new->spin;
            Sympa::Spindle::ProcessOutgoing->new->spin;
        }
        Sympa::Spool::Listmaster->instance->flush(purge => 1);
        1 while waitpid(-1, 0) > 0;
        return 'done';
    },
    members => \&members,
    pending => sub {
        my ($spool, @waiting) = waiting();
        return [map { join ' ', $_->[0]{action}, $_->[0]{email} || $_->[0]{sender} } @waiting];
    },
);

# As `sympa create` does: the owners of a list are in the database.
list()->add_list_admin('owner', {email => $owner, profile => 'privileged', reception => 'mail', visibility => 'noconceal'});
my $json = JSON::PP->new->canonical;
print {$answers} $json->encode({value => 'ready'}), "\n";
while (my $line = <STDIN>) {
    my $asked = $json->decode($line);
    my $value = eval { $requests{$asked->{request}}->($asked) };
    print {$answers} $json->encode(defined $value ? {value => $value} : {error => "$@"}), "\n";
}
