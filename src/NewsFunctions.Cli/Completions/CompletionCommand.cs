using System.CommandLine;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Completions;

/// <summary>Implements <c>news completion</c>, which prints the script by which a shell completes words of <c>news</c>.</summary>
internal static class CompletionCommand
{
    private const string Description = "Print the script that makes a shell complete commands, options and their values.";

    private const string Lessons = """
        Examples:
          eval "$(news completion bash)"                                 in ~/.bashrc
          eval "$(news completion zsh)"                                  in ~/.zshrc, after compinit
          news completion fish > ~/.config/fish/completions/news.fish
          news completion pwsh | Out-String | Invoke-Expression          in $PROFILE

        The script calls news with the directive [suggest:N] of System.CommandLine.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _news() {
              local line="news${COMP_LINE#"${COMP_WORDS[0]}"}"
              local point=$((COMP_POINT - ${#COMP_WORDS[0]} + 4))
              local program="${COMP_WORDS[0]/#\~\//$HOME/}"
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$("$program" "[suggest:$point]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _news news
            """,
        ["zsh"] = """
            _news() {
              local line="news ${(j: :)words[2,CURRENT]}"
              local -a found
              found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
              if [[ -n "${found[1]}" ]]; then compadd -- "${found[@]}"; else _files; fi
            }
            compdef _news news
            """,
        ["fish"] = """
            function __news_complete
                set -l typed (commandline -cp)
                set -l line news(string replace -r '^\s*\S+' '' -- $typed)
                set -l program (commandline -opc)[1]
                $program "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
            end
            complete -c news -a '(__news_complete)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName news -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $program = $commandAst.CommandElements[0].Extent.Text
                $typed = $commandAst.Extent.Text.PadRight($cursorPosition - $commandAst.Extent.StartOffset)
                $line = 'news' + $typed.Substring($program.Length)
                & $program "[suggest:$($line.Length)]" $line 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    private static readonly Argument<string> Shell = new("shell") { Description = "bash, zsh, fish or pwsh." };

    public static Command Create(Terminal terminal)
    {
        if (Shell.CompletionSources.Count == 0)
        {
            Shell.CompletionSources.Add([.. Scripts.Keys]);
        }

        var command = new TeachingCommand("completion", Description, Lessons) { Shell };
        command.SetAction(parsed =>
        {
            string shell = parsed.GetValue(Shell)!;
            if (!Scripts.TryGetValue(shell, out string? script))
            {
                return terminal.Fail($"there is no completion for {shell}; it is one of {string.Join(", ", Scripts.Keys)}");
            }

            terminal.Output.WriteLine(script.ReplaceLineEndings("\n"));
            return ExitCodes.Success;
        });
        return command;
    }
}
