using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Archive.Composition;

/// <summary>Validates the rescue settings. Each message names the key and its legal values.</summary>
internal sealed class RescueOptionsValidator : IValidateOptions<RescueOptions>
{
    private const string UrlRule = "an absolute http or https URL";

    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, RescueOptions options)
    {
        List<string> errors = [];
        Services(options, errors);
        Span(errors, "CdxInterval", options.CdxInterval, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Span(errors, "AvailabilityInterval", options.AvailabilityInterval, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Span(errors, "TimeGateInterval", options.TimeGateInterval, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Whole(errors, "RefusalsToLeaveAlone", options.RefusalsToLeaveAlone, 1, 100);
        Span(errors, "LeaveAlone", options.LeaveAlone, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Span(errors, "Timeout", options.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2));
        Whole(errors, "AnswerBytes", options.AnswerBytes, 1024, 64 * 1024 * 1024);
        Whole(errors, "CdxRows", options.CdxRows, 1, 150_000);
        Whole(errors, "CdxPages", options.CdxPages, 1, 1_000);
        Span(errors, "Budget", options.Budget, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));
        Span(errors, "NoAnswer", options.NoAnswer, TimeSpan.FromMinutes(1), MaxInterval);
        Span(errors, "NoAnswerMax", options.NoAnswerMax, options.NoAnswer, MaxInterval);
        Span(errors, "NotArchived", options.NotArchived, TimeSpan.FromMinutes(1), MaxInterval);
        SaveNow(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Services(RescueOptions options, List<string> errors)
    {
        Url(errors, "AvailabilityUrl", options.AvailabilityUrl, mayBeEmpty: true);
        Url(errors, "CdxUrl", options.CdxUrl, mayBeEmpty: true);
        Url(errors, "ReplayUrl", options.ReplayUrl, mayBeEmpty: false);
        for (int i = 0; i < options.TimeGates.Count; i++)
        {
            Url(errors, $"TimeGates:{i}", options.TimeGates[i], mayBeEmpty: false);
        }

        if (options is { Enabled: true, AvailabilityUrl: "", CdxUrl: "", TimeGates.Count: 0 })
        {
            errors.Add(Message("Enabled", true, "false if no archive is configured"));
        }
    }

    private static void SaveNow(RescueOptions options, List<string> errors)
    {
        Url(errors, "SaveNowUrl", options.SaveNowUrl, mayBeEmpty: false);
        Span(errors, "SaveNowInterval", options.SaveNowInterval, TimeSpan.Zero, TimeSpan.FromHours(1));
        Whole(errors, "SaveNowPerDay", options.SaveNowPerDay, 1, 100_000);
        Span(errors, "SaveNowAgain", options.SaveNowAgain, TimeSpan.FromDays(1), MaxInterval);
        if (options.SaveNow && PublicName.IsHostOf(options.SaveNowUrl) && (options.SaveNowAccessKey.Length == 0 || options.SaveNowSecretKey.Length == 0))
        {
            errors.Add(Message("SaveNowAccessKey", options.SaveNowAccessKey, "the key of an account of the service, with SaveNowSecretKey"));
        }
    }

    private static void Url(List<string> errors, string key, string value, bool mayBeEmpty)
    {
        if (!(mayBeEmpty && value.Length == 0) && !HttpUrl.TryParse(value, out _))
        {
            errors.Add(Message(key, value, mayBeEmpty ? UrlRule + ", or empty for none" : UrlRule));
        }
    }

    private static void Span(List<string> errors, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            errors.Add(Message(key, value, $"a duration [d.]hh:mm:ss[.fff] from {least} to {most}"));
        }
    }

    private static void Whole(List<string> errors, string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add(Message(key, value, $"a whole number from {least} to {most}"));
        }
    }

    private static string Message(string key, object value, string legal) =>
        FormattableString.Invariant($"{RescueOptions.SectionName}:{key} is '{value}'; legal: {legal}.");
}
