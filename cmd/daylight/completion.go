package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

func completionCommand() command {
	return command{
		name:  "completion",
		usage: "bash|zsh|fish|powershell",
		short: "print what makes a shell complete commands and flags",
		long: `Prints a script that teaches a shell the commands of daylight, their flags and
what they take. For the running shell alone:

  bash        source <(daylight completion bash)
  zsh         source <(daylight completion zsh)
  fish        daylight completion fish | source
  powershell  daylight completion powershell | Out-String | Invoke-Expression

For every one that is started, put that line into the shell's own settings:
~/.bashrc, ~/.zshrc (after compinit), ~/.config/fish/config.fish, $PROFILE.`,
		words: shellNames,
		setup: func(f *flags) action {
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) != 1 {
					return u.usage("completion takes the name of one shell: "+strings.Join(shellNames(), ", "), "daylight completion bash")
				}
				for _, s := range shells() {
					if s.name == args[0] {
						u.print(u.stdout, s.script(completions()))
						return exitDone
					}
				}
				return u.usage(unknown("shell", args[0], shellNames()), "daylight help completion")
			}
		},
	}
}

// shell is a shell, and how its script is written.
type shell struct {
	name   string
	script func([]completed) string
}

func shells() []shell {
	return []shell{{"bash", bashScript}, {"zsh", zshScript}, {"fish", fishScript}, {"powershell", powershellScript}}
}

func shellNames() []string {
	var names []string
	for _, s := range shells() {
		names = append(names, s.name)
	}
	return names
}

// completed is a command as completion needs it.
type completed struct {
	name, short string
	words       []string // what its first argument can be
	flags       []completedFlag
}

type completedFlag struct {
	name, usage string
	value       bool // a word follows
}

// dashes are the flags as one writes them, with a space between.
func (c completed) dashes() string {
	var names []string
	for _, f := range c.flags {
		names = append(names, "--"+f.name)
	}
	return strings.Join(append(names, "--help"), " ")
}

// completions reads the table of commands.
func completions() []completed {
	var all []completed
	for _, c := range commands() {
		f := newFlags(c.name)
		c.setup(f)
		one := completed{name: c.name, short: c.short}
		if c.words != nil {
			one.words = c.words()
		}
		for _, name := range f.order {
			usage := strings.ReplaceAll(f.set.Lookup(name).Usage, "`", "")
			one.flags = append(one.flags, completedFlag{name, usage, f.needsValue(name)})
		}
		all = append(all, one)
	}
	return all
}

func namesOf(all []completed) string {
	var names []string
	for _, c := range all {
		names = append(names, c.name)
	}
	return strings.Join(names, " ")
}

// cases writes a line for each command.
func cases(all []completed, line func(c completed) string) string {
	var b strings.Builder
	for _, c := range all {
		b.WriteString(line(c))
	}
	return b.String()
}

func bashScript(all []completed) string {
	return `# daylight in bash: source <(daylight completion bash)
_daylight() {
  local cur=${COMP_WORDS[COMP_CWORD]} flags= words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "` + namesOf(all) + ` --help" -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
` + cases(all, func(c completed) string {
		return fmt.Sprintf("    %s) flags=%q words=%q ;;\n", c.name, c.dashes(), strings.Join(c.words, " "))
	}) + `  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [ "$COMP_CWORD" -eq 2 ] && [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
}
complete -o bashdefault -o default -F _daylight daylight
`
}

func zshScript(all []completed) string {
	return `#compdef daylight
# daylight in zsh: source <(daylight completion zsh)
_daylight() {
  local -a commands flags choices
  commands=(
` + cases(all, func(c completed) string {
		return "    '" + strings.ReplaceAll(c.name+":"+c.short, "'", `'\''`) + "'\n"
	}) + `  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case ${words[2]} in
` + cases(all, func(c completed) string {
		return fmt.Sprintf("    %s) flags=(%s) choices=(%s) ;;\n", c.name, c.dashes(), strings.Join(c.words, " "))
	}) + `  esac
  if [[ $PREFIX == -* ]]; then
    compadd -- $flags
  elif (( CURRENT == 3 && $#choices )); then
    compadd -- $choices
  else
    _files
  fi
}
compdef _daylight daylight
`
}

func fishScript(all []completed) string {
	quote := func(text string) string {
		return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
	}
	var b strings.Builder
	b.WriteString("# daylight in fish: daylight completion fish | source\n")
	for _, c := range all {
		fmt.Fprintf(&b, "complete -c daylight -f -n __fish_use_subcommand -a %s -d %s\n", c.name, quote(c.short))
		seen := quote("__fish_seen_subcommand_from " + c.name)
		if len(c.words) > 0 {
			fmt.Fprintf(&b, "complete -c daylight -f -n %s -a %s\n", quote("__fish_seen_subcommand_from "+c.name+"; and test (count (commandline -opc)) -eq 2"), quote(strings.Join(c.words, " ")))
		}
		for _, f := range slices.Concat(c.flags, []completedFlag{{"help", "explain the command", false}}) {
			value := ""
			if f.value {
				value = " -r"
			}
			fmt.Fprintf(&b, "complete -c daylight -n %s -l %s%s -d %s\n", seen, f.name, value, quote(f.usage))
		}
	}
	return b.String()
}

func powershellScript(all []completed) string {
	list := func(words []string) string {
		var quoted []string
		for _, w := range words {
			quoted = append(quoted, "'"+strings.ReplaceAll(w, "'", "''")+"'")
		}
		return "@(" + strings.Join(quoted, ", ") + ")"
	}
	return `# daylight in PowerShell: daylight completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName daylight -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $flags = @{
` + cases(all, func(c completed) string {
		return fmt.Sprintf("    '%s' = %s\n", c.name, list(strings.Fields(c.dashes())))
	}) + `  }
  $words = @{
` + cases(all, func(c completed) string {
		return fmt.Sprintf("    '%s' = %s\n", c.name, list(c.words))
	}) + `  }
  $given = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $place = $given.Count
  if ($wordToComplete) { $place = $given.Count - 1 }
  if ($place -le 1) { $found = $flags.Keys | Sort-Object }
  elseif ($wordToComplete -like '-*') { $found = $flags[$given[1]] }
  elseif ($place -eq 2) { $found = $words[$given[1]] }
  else { $found = @() }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}
