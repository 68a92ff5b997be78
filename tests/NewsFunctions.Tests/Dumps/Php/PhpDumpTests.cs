using System.Text;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Tests.Dumps.Php;

public sealed class PhpDumpTests
{
    [Theory]
    [InlineData("NULL", PhpKind.Null, "NULL")]
    [InlineData("bool(true)", PhpKind.Bool, "true")]
    [InlineData("int(-5)", PhpKind.Int, "-5")]
    [InlineData("float(1.0E+25)", PhpKind.Float, "1.0E+25")]
    [InlineData("float(-INF)", PhpKind.Float, "-INF")]
    [InlineData("float(NAN)", PhpKind.Float, "NAN")]
    [InlineData("string(3) \"abc\"", PhpKind.String, "abc")]
    [InlineData("string(7) \"a\"b\nc\0d\"", PhpKind.String, "a\"b\nc\0d")]
    [InlineData("array(0) {\n}", PhpKind.Array, "")]
    [InlineData("object(App\\News)#12 (0) {\n}", PhpKind.Object, "App\\News")]
    [InlineData("enum(Suit::Hearts)", PhpKind.Enum, "Suit::Hearts")]
    [InlineData("uninitialized((A&B)|null)", PhpKind.Uninitialized, "(A&B)|null")]
    [InlineData("*RECURSION*", PhpKind.Recursion, "*RECURSION*")]
    [InlineData("resource(5) of type (stream)", PhpKind.Resource, "stream")]
    public void Every_kind_of_value_is_read(string text, PhpKind kind, string content)
    {
        PhpDump dump = Read(text + "\n");

        Assert.Equal((kind, content, false), (dump.Value.Kind, Text(dump.Value.Content), dump.Value.IsReference));
        Assert.Equal((0, text.Length, text.Length), (dump.Value.Offset, dump.Value.Length, dump.End));
        Assert.Empty(dump.Diagnostics);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("int(five)")]
    [InlineData("int(5")]
    [InlineData("bool(5)")]
    [InlineData("float()")]
    [InlineData("array(1)")]
    [InlineData("string(3) abc")]
    [InlineData("object(A) (0) {}")]
    [InlineData("resource(5)")]
    public void Malformed_value_gives_null(string text) => Assert.Null(PhpDump.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Keys_have_names_visibility_and_class()
    {
        PhpDump dump = Read("""
            object(C)#1 (5) {
              ["pp":"P":private]=>
              int(1)
              ["q":protected]=>
              int(2)
              ["a"b]=>
            "]=>
              &int(3)
              [-7]=>
              *RECURSION*
              [""]=>
              NULL
              ["un"]=>
              uninitialized(?array)
            }

            """);

        Assert.Equal(
            ["pp Private P", "q Protected ", "a\"b]=>\n Public ", "-7 Public ", " Public ", "un Public "],
            dump.Value.Elements.Select(e => $"{Text(e.Key.Name)} {e.Key.Visibility} {Text(e.Key.Class)}"));
        Assert.Equal([false, false, false, true, false, false], dump.Value.Elements.Select(e => e.Key.IsInt));
        Assert.Equal([false, false, true, false, false, false], dump.Value.Elements.Select(e => e.Value.IsReference));
        Assert.Empty(dump.Diagnostics);
    }

    [Theory]
    [InlineData("string(2) \"abcdef\"\n  [\"b\"]=>\n  int(1)", "abcdef")]
    [InlineData("string(200) \"abcdef\"\n  [\"b\"]=>\n  int(1)", "abcdef")]
    [InlineData("string(1000000000000000000) \"abcdef\" [\"b\"]=> int(1)", "abcdef")]
    [InlineData("string(4) \"He said \"no\"\"\n  [\"b\"]=>\n  int(1)", "He said \"no\"")]
    [InlineData("string(4) \"two\nlines\"\n  [\"b\"]=>\n  int(1)", "two\nlines")]
    [InlineData("string(9) \"[{\"id\":\"1\"} ,{\"id\":\"2\"} ]\"\n  [\"b\"]=>\n  int(1)", "[{\"id\":\"1\"} ,{\"id\":\"2\"} ]")]
    [InlineData("string(40) \"never closed\n  [\"b\"]=>\n  int(1)", "never closed")]
    public void String_with_a_wrong_length_ends_where_the_array_continues(string element, string content)
    {
        PhpDump dump = Read($"array(2) {{\n  [\"a\"]=>\n  {element}\n}}\n");

        Assert.Equal([content, "1"], dump.Value.Elements.Select(e => Text(e.Value.Content)));
        Assert.Equal(["ND060"], dump.Diagnostics.Select(d => d.Code));
        Assert.Equal(dump.Value.Elements[0].Value.Offset, dump.Diagnostics[0].Offset);
    }

    [Fact]
    public void Wrong_counts_are_reported_with_their_offset()
    {
        PhpDump dump = Read("array(3) { [0]=> array(1) { [0]=> int(1) [1]=> int(2) } }");

        Assert.Equal([("ND061", 0L), ("ND061", 17L)], dump.Diagnostics.Select(d => (d.Code, d.Offset)));
        Assert.Equal("1 2", string.Join(' ', dump.Value.Elements[0].Value.Elements.Select(e => Text(e.Value.Content))));
    }

    [Fact]
    public void Damage_within_a_line_is_skipped()
    {
        PhpDump dump = Read("array(3) { [0]=> int(1) <br> [1]=> int(x) [2]=> int(3)\n junk\n [3]=> int(4) }");

        Assert.Equal(["0", "2", "3"], dump.Value.Elements.Select(e => Text(e.Key.Name)));
        Assert.Equal(["ND023", "ND023", "ND023"], dump.Diagnostics.Select(d => d.Code));
        Assert.True(dump.Value.IsComplete);
    }

    [Theory]
    [InlineData("array(2) { [0]=> int(1) [1]=> array(3) { [0]=> int(2)")]
    [InlineData("array(2) { [0]=> int(1) [1]=> array(3) { [0]=> int(2) [1]=> str")]
    [InlineData("array(2) { [0]=> int(1) [1]=> array(3) { [0]=> int(2) [1")]
    [InlineData("array(2) {\n[0]=>\nint(1)\n[1]=>\narray(3) {\n[0]=>\nint(2)\n[1]=>\nstri")]
    [InlineData("array(2) {\n[0]=>\nint(1)\n[1]=>\narray(3) {\n[0]=>\nint(2)\n[1]=>\nint(3\nThe next text begins.\nAnd goes on.\n")]
    [InlineData("array(2) {\n[0]=>\nint(1)\n[1]=>\narray(3) {\n[0]=>\nint(2)\n[1]=>\nThe next text begins.\nAnd goes on.\n")]
    [InlineData("array(2) { [0]=> int(1) [1]=> array(3) { [0]=> int(2)\nThe next text begins.\nAnd goes on.\n")]
    public void Values_before_a_break_are_kept(string text)
    {
        PhpDump dump = Read(text);

        Assert.False(dump.Value.IsComplete);
        Assert.Equal("1", Text(dump.Value.Elements[0].Value.Content));
        Assert.Equal("2", Text(dump.Value.Elements[1].Value.Elements[0].Value.Content));
        Assert.Equal("ND062", dump.Diagnostics[^1].Code);
        Assert.Matches("^(|\n?The next text begins.\nAnd goes on.\n)$", text[dump.End..]);
    }

    [Theory]
    [InlineData(1_000, 1_000, 0)]
    [InlineData(1_000_000, PhpDump.MaxDepth, 1)]
    public void Nesting_beyond_the_maximum_depth_is_skipped(int levels, int kept, int diagnostics)
    {
        string opening = string.Concat(Enumerable.Repeat("array(1) {[0]=>", levels));
        PhpDump dump = Read($"{opening}int(1){new string('}', levels)}\n");

        int depth = 0;
        for (PhpValue value = dump.Value; value.Elements.Count > 0; value = value.Elements[0].Value)
        {
            depth++;
        }

        Assert.Equal(kept, depth);
        Assert.Equal((16 * levels) + 6, dump.End);
        Assert.Equal(diagnostics, dump.Diagnostics.Count);
        Assert.True(dump.Value.IsComplete);
    }

    [Fact]
    public void Hostile_texts_are_read_in_one_pass()
    {
        const int Many = 2_000_000;
        foreach (string hostile in (string[])[
            "[\"", "[\"]=>", "[\"x]=>NULL", "[\"x\":private]=>int(", "[0]=>", "[0]=>int(", "[0]=>array(1){", "[0]=>string(9) \"", "[0]=>string(9) \"\n",
            "[0]=>object(", "}", "\"", "[", "[[\n", "[0]=>string(1000000000000000000) \"", "[\"a\"]=>\n", " ", "\n", "[0]=>NULL", "[0]=>string(9) \"a\"", "[0]=>string(9) \"[a\"", "[\"\"]=>string(0) \"\"",
        ])
        {
            byte[] bytes = Encoding.UTF8.GetBytes("array(1) {" + string.Concat(Enumerable.Repeat(hostile, Many / hostile.Length)));

            PhpDump dump = PhpDump.Read(bytes)!;

            Assert.InRange(dump.End, 10, bytes.Length);
            Assert.InRange(dump.Diagnostics.Count, 0, 102);
        }
    }

    private static PhpDump Read(string text) => PhpDump.Read(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")))!;

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
