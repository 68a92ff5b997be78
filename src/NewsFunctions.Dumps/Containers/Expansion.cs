using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>How much packed data may grow: what expands beyond all reason is a bomb, and is not read to its end.</summary>
/// <param name="outer">That of the packing around this one: what is packed twice may grow no more than what is packed once.</param>
/// <param name="input">The packed bytes, where they are known before; else <see cref="AddInput"/> counts them.</param>
internal sealed class Expansion(DumpReadLimits limits, Expansion? outer = null, long? input = null)
{
    private long _input = input ?? 0;
    private long _output;

    /// <summary>Bytes that may still come out, for the packed bytes that went in so far.</summary>
    public long Left => Math.Min(limits.MaxMemberBytes, Math.Max(limits.FreeExpansion, Times(Input, limits.MaxExpansion))) - _output;

    // Another thread counts the input of the layer below.
    private long Input => outer is null ? Volatile.Read(ref _input) : Math.Min(Volatile.Read(ref _input), outer.Input);

    public void AddInput(int count) => Volatile.Write(ref _input, _input + count);

    public void AddOutput(long count) => _output += count;

    private static long Times(long bytes, int factor) => bytes > long.MaxValue / factor ? long.MaxValue : bytes * factor;
}
