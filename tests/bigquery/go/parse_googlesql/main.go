// Parses GoogleSQL with Google's own parser: an object of names and texts comes in as JSON on stdin,
// an object of names and errors goes out. A text may be a script.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/goccy/go-googlesql"
)

func parserOptions() (*googlesql.ParserOptions, error) {
	if err := googlesql.Init(); err != nil {
		return nil, err
	}
	language, err := googlesql.NewLanguageOptions()
	if err != nil {
		return nil, err
	}
	if err := language.EnableMaximumLanguageFeatures(); err != nil {
		return nil, err
	}
	if err := language.SetSupportsAllStatementKinds(); err != nil {
		return nil, err
	}
	options, err := googlesql.NewParserOptions()
	if err != nil {
		return nil, err
	}
	return options, options.SetLanguageOptions(language)
}

func run() error {
	texts := map[string]string{}
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		return err
	}
	options, err := parserOptions()
	if err != nil {
		return err
	}
	messages := &googlesql.ErrorMessageOptions{
		Mode:      googlesql.ErrorMessageModeErrorMessageOneLine,
		Stability: googlesql.ErrorMessageStabilityProduction,
	}
	refused := map[string]string{}
	for name, sql := range texts {
		if _, err := googlesql.ParseScript(sql, options, messages); err != nil {
			refused[name] = err.Error()
		}
	}
	return json.NewEncoder(os.Stdout).Encode(refused)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
