using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Timers;
using LocalFunctionsHost.Workers;

namespace NewsFunctions.Tests.LocalFunctionsHost.Timers;

public sealed class TimerScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 */15 * * * *", "2026-01-05T10:07:00Z", "2026-01-05T10:15:00Z")]
    [InlineData("*/15 * * * *", "2026-01-05T10:07:00Z", "2026-01-05T10:15:00Z")]
    [InlineData("0 0 3 * * *", "2026-01-05T10:07:00Z", "2026-01-06T02:00:00Z")]
    // Clocks skip 02:00 to 03:00 on 29 March 2026 and repeat that hour on 25 October 2026.
    [InlineData("0 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("0 30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("0 30 2 * * *", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    public void Next_occurrence_is_in_local_time_and_later(string expression, string after, string next)
    {
        var schedule = TimerSchedule.Parse(expression, Berlin, "Tick");
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            schedule.Next(DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Malformed_schedule_is_rejected_with_the_name_of_the_function() =>
        Assert.Contains("Tick", Assert.Throws<LocalHostException>(() => TimerSchedule.Parse("every day", Berlin, "Tick")).Message, StringComparison.Ordinal);

    [Fact]
    public void Lease_is_exclusive_until_it_expires_except_for_its_owner()
    {
        var now = new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
        var status = new TimerStatus { Owner = "another machine", LeaseUntil = now.AddSeconds(1) };
        Assert.True(status.IsHeld("me", now));
        Assert.False(status.IsHeld("another machine", now));
        Assert.False(status.IsHeld("me", now.AddSeconds(1)));
    }

    [Fact]
    public void Owner_files_are_in_a_folder_private_to_the_user()
    {
        using var owner = new ClaimOwner();

        Assert.Contains(Environment.UserName, Path.GetFileName(ClaimOwner.Folder), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(ClaimOwner.Folder));
        }
    }

    [Fact]
    public void Owner_is_dead_only_if_its_file_is_left_behind()
    {
        var left = Guid.NewGuid().ToString("N");
        var file = Path.Combine(ClaimOwner.Folder, left);
        using (var owner = new ClaimOwner())
        {
            Assert.False(ClaimOwner.IsDead(owner.Id));
            File.WriteAllText(file, "");
            Assert.True(ClaimOwner.IsDead(left));
        }
        File.Delete(file);
        Assert.False(ClaimOwner.IsDead(left));
    }

    [Fact]
    public void Idle_pauses_double_up_to_the_maximum_and_reset()
    {
        var pause = new IdlePause(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1));
        Assert.Equal([250, 500, 1000, 1000], Enumerable.Range(0, 4).Select(_ => pause.Next().TotalMilliseconds));
        pause.Reset();
        Assert.Equal(250, pause.Next().TotalMilliseconds);
    }
}
