package chart

// Role is what a colour is for. Light and Dark are its colours on a white page and
// on a page of the role bg's Dark colour: texts have a contrast of at least 4.5
// there, marks of 3, and series that lie side by side of 3 to each other.
type Role struct {
	Name        string
	Light, Dark string
}

// Roles returns the roles in a fixed order. No two have the same light colour.
func Roles() []Role {
	return []Role{
		{"ink", "#1b1b1f", "#ececf0"},
		{"muted", "#56565e", "#b4b4bc"},
		{"line", "#d5d5da", "#3c3c44"},
		{"unknown", "#6c6c75", "#9a9aa4"},
		{"bg", "#ffffff", "#131316"},
		{"s1", "#1c3f75", "#b5d2fa"},
		{"s2", "#d8700b", "#b45c0b"},
		{"s3", "#5c1a52", "#f3c3ea"},
		{"s4", "#17998b", "#157d72"},
		{"s5", "#5a3306", "#efd3a6"},
		{"s6", "#3d92d1", "#3a76ab"},
	}
}

// maxSeries is how many series have a colour of their own.
const maxSeries = 6

// hue returns the light colour of a role.
func hue(role string) string {
	for _, r := range Roles() {
		if r.Name == role {
			return r.Light
		}
	}
	panic("chart: there is no role " + role)
}

// seriesRole returns the role of a series, counted from 0.
func seriesRole(i int) string { return [maxSeries]string{"s1", "s2", "s3", "s4", "s5", "s6"}[i] }
