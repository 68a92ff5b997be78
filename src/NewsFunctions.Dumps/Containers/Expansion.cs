using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Limits how much packed data may expand. Data that expands far beyond the limit is a zip bomb and is not read to its end.</summary>
/// <param name="outer">The limit of the outer packing: data packed twice may expand no more than data packed once.</param>
/// <param name="input">The number of packed bytes, if known beforehand; otherwise <see cref="AddInput"/> counts them.</param>
internal sealed class Expansion(DumpReadLimits limits, Expansion? outer = null, long? input = null)
{
    private long _input = input ?? 0;
    private long _output;

    /// <summary>The number of bytes that may still come out, given the packed bytes read so far.</summary>
    public long Left => Math.Min(limits.MaxMemberBytes, Math.Max(limits.FreeExpansion, Times(Input, limits.MaxExpansion))) - _output;

    // Another thread counts the input of the outer layer.
    private long Input => outer is null ? Volatile.Read(ref _input) : Math.Min(Volatile.Read(ref _input), outer.Input);

    public void AddInput(int count) => Volatile.Write(ref _input, _input + count);

    public void AddOutput(long count) => _output += count;

    private static long Times(long bytes, int factor) => bytes > long.MaxValue / factor ? long.MaxValue : bytes * factor;
}
